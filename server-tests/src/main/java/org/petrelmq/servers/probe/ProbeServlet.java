package org.petrelmq.servers.probe;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import org.petrelmq.servers.common.Letter;
import org.petrelmq.servers.common.Presence;

/**
 * Does what a path says: {@code /send}, {@code /publish}, {@code /receive}, each in the transaction that the parameter tx names and with the
 * factory or context that the parameter via names; {@code /distributed} sends to two brokers in one transaction.
 */
@WebServlet("/do/*")
public class ProbeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource(name = "jms/ConnectionFactory")
    private transient ConnectionFactory factory;

    @Resource(name = "jms/OtherConnectionFactory")
    private transient ConnectionFactory otherFactory;

    @Resource
    private transient UserTransaction transaction;

    @EJB
    private transient Transactions transactions;

    @Inject
    private transient ContextPostman context;

    @Inject
    private transient References references;

    @Override
    public void init() {
        Presence.tell("probe", getClass().getClassLoader());
        Presence.tell("adapter", factory.getClass().getClassLoader());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        try {
            response.getWriter().print(inTransaction(request.getParameter("tx"), () -> answer(request)));
        } catch (Exception e) { // the test shows what it was
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            e.printStackTrace(response.getWriter());
        }
    }

    private String inTransaction(String kind, Transactions.Work work) throws Exception {
        return switch (kind == null ? "none" : kind) {
            case "user-commit" -> {
                String answer = begin(work);
                transaction.commit();
                yield answer;
            }
            case "user-rollback" -> {
                String answer = begin(work);
                transaction.rollback();
                yield answer;
            }
            case "container-commit" -> transactions.commit(work);
            case "container-rollback" -> transactions.rollBack(work);
            default -> work.run();
        };
    }

    private String begin(Transactions.Work work) throws Exception {
        transaction.begin();
        try {
            return work.run();
        } catch (Exception e) { // whatever it is, no transaction may stay with the thread
            transaction.rollback();
            throw e;
        }
    }

    private String answer(HttpServletRequest request) throws Exception {
        Postman postman = postman(request.getParameter("via"));
        String text = request.getParameter("text");
        switch (request.getPathInfo()) {
            case "/send" -> postman.send(request.getParameter("queue"), text, request.getParameter("kind"));
            case "/publish" -> postman.publish(request.getParameter("topic"), text);
            case "/distributed" -> {
                new ConnectionPostman(factory).send("distributed", text, "wanted");
                new ConnectionPostman(otherFactory).send("distributed", text, "wanted");
            }
            case "/receive" -> {
                Letter letter =
                        postman.receive(request.getParameter("queue"), Long.parseLong(request.getParameter("timeout")));
                return letter == null ? "" : letter.toString();
            }
            case "/references" -> {
                return String.join("\n", references.use());
            }
            default -> {
                return "ready";
            }
        }
        return "sent";
    }

    private Postman postman(String via) {
        return switch (via == null ? "factory" : via) {
            case "context" -> context;
            case "other" -> new ConnectionPostman(otherFactory);
            default -> new ConnectionPostman(factory);
        };
    }
}
