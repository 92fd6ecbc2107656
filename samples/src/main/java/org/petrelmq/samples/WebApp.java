package org.petrelmq.samples;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
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
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.apache.tomcat.util.descriptor.web.NamingResources;
import org.petrelmq.Broker;

/**
 * A web application in Tomcat: its servlet looks its connection factory and its queue up at {@code java:comp/env}, as in any
 * container, and knows nothing of Petrel. What is configured here in code would stand in {@code META-INF/context.xml}:
 *
 * <pre>{@code
 * <Resource name="jms/factory" type="jakarta.jms.ConnectionFactory"
 *           factory="org.petrelmq.jndi.PetrelObjectFactory" url="petrel:mem:webshop"/>
 * <Resource name="jms/orders" type="jakarta.jms.Queue"
 *           factory="org.petrelmq.jndi.PetrelObjectFactory" physicalName="webshop.orders"/>
 * }</pre>
 *
 * <p>Look at: the two resources, {@link OrdersServlet}, and the HTTP requests that put an order into the queue and take it out again.
 */
public final class WebApp {
    private static final String OBJECT_FACTORY = "org.petrelmq.jndi.PetrelObjectFactory";
    private static final Logger TOMCAT_LOG = Logger.getLogger("org.apache");
    private static final String ORDER = "3 anchors, 40 kg";

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
        TOMCAT_LOG.setLevel(Level.SEVERE);
        Path directory = Files.createTempDirectory("petrel-webapp");
        try (Broker broker = Broker.open("petrel:mem:webshop")) {
            Tomcat tomcat = deploy(directory);
            try {
                tomcat.start();
                URI orders =
                        URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/orders");
                out.println("Tomcat listens at " + orders + ", with " + broker);
                HttpClient client = HttpClient.newHttpClient();
                Answer posted = send(client, HttpRequest.newBuilder(orders).POST(BodyPublishers.ofString(ORDER)), out);
                Answer consumed = send(client, HttpRequest.newBuilder(orders).GET(), out);
                Answer empty = send(client, HttpRequest.newBuilder(orders).GET(), out);
                return new Outcome(posted, consumed, empty, directory);
            } finally {
                tomcat.stop();
                tomcat.destroy();
            }
        } finally {
            delete(directory);
        }
    }

    private static Tomcat deploy(Path directory) {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0); // a free one
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.enableNaming();
        Context application = tomcat.addContext("", directory.toString());
        application.setParentClassLoader(WebApp.class.getClassLoader()); // it has no classes of its own
        NamingResources names = application.getNamingResources();
        names.addResource(resource("jms/factory", ConnectionFactory.class, "url", "petrel:mem:webshop"));
        names.addResource(resource("jms/orders", Queue.class, "physicalName", "webshop.orders"));
        Tomcat.addServlet(application, "orders", OrdersServlet.class.getName());
        application.addServletMapping("/orders", "orders");
        return tomcat;
    }

    private static ContextResource resource(String name, Class<?> type, String property, String value) {
        ContextResource resource = new ContextResource();
        resource.setName(name);
        resource.setType(type.getName());
        resource.setProperty("factory", OBJECT_FACTORY);
        resource.setProperty(property, value);
        return resource;
    }

    private static Answer send(HttpClient client, HttpRequest.Builder wanted, PrintStream out)
            throws IOException, InterruptedException {
        HttpRequest request = wanted.build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        Answer answer = new Answer(response.statusCode(), response.body());
        if (answer.status() >= 400) {
            throw new IOException(request.method() + " was answered with " + answer);
        }
        out.println(request.method() + " /orders: " + answer.status() + " " + answer.body());
        return answer;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
