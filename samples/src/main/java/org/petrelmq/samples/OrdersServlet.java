package org.petrelmq.samples;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The servlet of {@link WebApp}: POST puts an order into the queue, GET takes the next one out. */
@SuppressWarnings("BanJNDI") // the names are constants
public final class OrdersServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Used by the container. */
    public OrdersServlet() {}

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String order = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try (JMSContext jms = lookup("jms/factory", ConnectionFactory.class).createContext()) {
            jms.createProducer().send(lookup("jms/orders", Queue.class), order);
        }
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        answer(response, "queued " + order);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try (JMSContext jms = lookup("jms/factory", ConnectionFactory.class).createContext()) {
            String order = jms.createConsumer(lookup("jms/orders", Queue.class)).receiveBodyNoWait(String.class);
            if (order == null) {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            } else {
                answer(response, order);
            }
        }
    }

    private static void answer(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain; charset=UTF-8");
        response.getWriter().print(text);
    }

    private static <T> T lookup(String name, Class<T> type) throws ServletException {
        try {
            return type.cast(InitialContext.doLookup("java:comp/env/" + name));
        } catch (NamingException e) {
            throw new ServletException(e);
        }
    }
}
