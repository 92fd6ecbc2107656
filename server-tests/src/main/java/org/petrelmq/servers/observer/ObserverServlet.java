package org.petrelmq.servers.observer;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** Answers questions about the JVM: its process ID, its threads by the beginning of their names, class loaders that are gone. */
@WebServlet("/*")
public final class ObserverServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "org.petrelmq.servers:type=Loaders";

    private static final int GATHER_SECONDS = 1;

    private final transient Loaders loaders = new Loaders();
    private transient CountDownLatch gathering = new CountDownLatch(0);

    @Override
    public void init() throws ServletException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName name = new ObjectName(NAME);
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
            server.registerMBean(new StandardMBean(loaders, LoadersMBean.class), name);
        } catch (JMException e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        try {
            response.getWriter().print(answer(request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private String answer(HttpServletRequest request) throws InterruptedException {
        String name = String.valueOf(request.getParameter("name"));
        return switch (request.getPathInfo()) {
            case "/pid" -> Long.toString(ProcessHandle.current().pid());
            case "/java" -> Runtime.version().toString();
            case "/threads" -> threads(name);
            case "/gather" -> gather(Integer.parseInt(request.getParameter("count")));
            case "/collected" -> loaders.collected(name);
            default -> "ready";
        };
    }

    /** Keeps so many threads busy at the same time, if the server has them. */
    private String gather(int count) throws InterruptedException {
        CountDownLatch all;
        synchronized (this) {
            if (gathering.getCount() == 0) {
                gathering = new CountDownLatch(count);
            }
            all = gathering;
        }
        all.countDown();
        return Boolean.toString(all.await(GATHER_SECONDS, TimeUnit.SECONDS));
    }

    private static String threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
