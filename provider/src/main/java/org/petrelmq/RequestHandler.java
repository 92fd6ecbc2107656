package org.petrelmq;

import jakarta.jms.Message;
import jakarta.jms.Session;
import org.jspecify.annotations.Nullable;

/** Answers requests: see {@link RequestReply#serve}. */
@FunctionalInterface
public interface RequestHandler {

    /**
     * Answers one request. Whatever it throws is told to the asker as an error reply; the request is not delivered again.
     *
     * @param request the request
     * @param session makes the reply; what else is sent through it is committed together with the reply
     * @return the reply; null for a reply without content
     * @throws Exception becomes an error reply with the exception's message
     */
    @Nullable
    Message handle(Message request, Session session) throws Exception;
}
