package org.petrelmq.servers.listeners;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.petrelmq.servers.common.Letter;
import org.petrelmq.servers.common.Presence;

/** Tells what the beans have received from a destination, and waits for it where it is told to. */
@WebServlet("/seen")
public final class SeenServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    public void init() {
        Presence.tell("listeners", getClass().getClassLoader());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        try {
            List<Letter> letters = Seen.HERE.await(
                    request.getParameter("destination"),
                    Integer.parseInt(request.getParameter("count")),
                    Long.parseLong(request.getParameter("timeout")));
            response.getWriter().print(letters.stream().map(Letter::toString).collect(Collectors.joining("\n")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}
