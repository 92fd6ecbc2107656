package org.petrelmq.samples;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.petrelmq.Broker;

/**
 * A web application in Tomcat: its servlet looks its connection factory and its queue up at {@code java:comp/env}, as in any
 * servlet container, and knows nothing of Petrel. What is configured here in code would stand in {@code META-INF/context.xml}:
 *
 * <pre>{@code
 * <Resource name="jms/factory" type="jakarta.jms.ConnectionFactory"
 *           factory="org.petrelmq.jndi.PetrelObjectFactory" url="petrel:mem:webshop"/>
 * <Resource name="jms/orders" type="jakarta.jms.Queue"
 *           factory="org.petrelmq.jndi.PetrelObjectFactory" physicalName="webshop.orders"/>
 * }</pre>
 *
 * <p>Look at: the two resources, the servlet, and the HTTP requests that put an order into the queue and take it out again.
 */
public final class WebApp {
    private static final String OBJECT_FACTORY = "org.petrelmq.jndi.PetrelObjectFactory";
    private static final Logger TOMCAT_LOG = Logger.getLogger("org.apache");

    private WebApp() {}

    /**
     * An answer of the web application.
     *
     * @param status the HTTP status
     * @param body the text
     */
    record Answer(int status, String body) {}

    /**
     * What happened.
     *
     * @param posted the answer to the order
     * @param consumed the answer to the first GET
     * @param empty the answer to the second GET
     * @param directory where Tomcat worked
     */
    record Outcome(Answer posted, Answer consumed, Answer empty, Path directory) {}

    /** Runs the sample. */
    public static void main(String[] args) throws JMSException, LifecycleException, IOException, InterruptedException {
        run(System.out);
    }

    static Outcome run(PrintStream out) throws JMSException, LifecycleException, IOException, InterruptedException {
        TOMCAT_LOG.setLevel(Level.WARNING);
        Path directory = Files.createTempDirectory("petrel-webapp");
        Tomcat tomcat = new Tomcat();
        try (Broker broker = Broker.open("petrel:mem:webshop")) {
            deploy(tomcat, directory);
            tomcat.start();
            URI orders = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/orders");
            out.println("Tomcat listens at " + orders + ", on " + broker);
            Answer posted = send(HttpRequest.newBuilder(orders).POST(BodyPublishers.ofString("3 anchors, 40 kg")), out);
            Answer consumed = send(HttpRequest.newBuilder(orders).GET(), out);
            Answer empty = send(HttpRequest.newBuilder(orders).GET(), out);
            return new Outcome(posted, consumed, empty, directory);
        } finally {
            stop(tomcat);
            delete(directory);
        }
    }

    private static void deploy(Tomcat tomcat, Path directory) {
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0); // a free one
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.enableNaming();
        Context application = tomcat.addContext("", directory.toString());
        application
                .getNamingResources()
                .addResource(resource("jms/factory", ConnectionFactory.class, "url", "petrel:mem:webshop"));
        application
                .getNamingResources()
                .addResource(resource("jms/orders", Queue.class, "physicalName", "webshop.orders"));
        Tomcat.addServlet(application, "orders", OrdersServlet.class.getName());
        application.addServletMapping("/orders", "orders");
    }

    private static ContextResource resource(String name, Class<?> type, String property, String value) {
        ContextResource resource = new ContextResource();
        resource.setName(name);
        resource.setType(type.getName());
        resource.setProperty("factory", OBJECT_FACTORY);
        resource.setProperty(property, value);
        return resource;
    }

    private static Answer send(HttpRequest.Builder request, PrintStream out) throws IOException, InterruptedException {
        HttpRequest built = request.build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(built, BodyHandlers.ofString());
        out.println(
                built.method() + " " + built.uri().getPath() + " -> " + response.statusCode() + " " + response.body());
        return new Answer(response.statusCode(), response.body());
    }

    private static void stop(Tomcat tomcat) throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Puts orders into the queue, and takes them out again. */
    @SuppressWarnings("BanJNDI") // the names are constants
    public static final class OrdersServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        /** Used by the container. */
        public OrdersServlet() {}

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            String order = request.getReader().readLine();
            try (JMSContext jms =
                    resource("jms/factory", ConnectionFactory.class).createContext()) {
                jms.createProducer().send(resource("jms/orders", Queue.class), order);
            }
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
            response.getWriter().print("queued: " + order);
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            try (JMSContext jms =
                    resource("jms/factory", ConnectionFactory.class).createContext()) {
                String order =
                        jms.createConsumer(resource("jms/orders", Queue.class)).receiveBodyNoWait(String.class);
                if (order == null) {
                    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                } else {
                    response.getWriter().print(order);
                }
            }
        }

        private static <T> T resource(String name, Class<T> type) throws ServletException {
            try {
                return type.cast(InitialContext.doLookup("java:comp/env/" + name));
            } catch (NamingException e) {
                throw new ServletException(e);
            }
        }
    }
}
