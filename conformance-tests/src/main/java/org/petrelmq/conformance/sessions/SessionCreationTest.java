package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.2 and 6.2.1: the ways to get a session, and its modes. */
@ConformanceTest
class SessionCreationTest {
    private static final List<Integer> MODES =
            List.of(Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE);
    private static final List<Integer> UNKNOWN = List.of(-1, 17, 4711);

    /** A method with the two arguments that all three connections have. */
    private interface SessionMaker {
        Session create(boolean transacted, int mode) throws JMSException;
    }

    private static List<SessionMaker> makers(Jms jms) throws JMSException {
        return List.of(
                jms.connection()::createSession,
                jms.queueConnection()::createQueueSession,
                jms.topicConnection()::createTopicSession);
    }

    @Test
    @Spec("JD Connection.createSession()")
    @DisplayName("createSession without arguments returns a non-transacted session that acknowledges automatically.")
    void createSession_withoutArguments_isAutoAcknowledge(Jms jms) throws JMSException {
        Session session = jms.connection().createSession();
        assertThat(session.getTransacted()).isFalse();
        assertThat(session.getAcknowledgeMode()).isEqualTo(Session.AUTO_ACKNOWLEDGE);
    }

    @Test
    @Spec("JD Connection.createSession(int)")
    @DisplayName("createSession(mode) returns a session of that mode, transacted only for SESSION_TRANSACTED.")
    void createSession_withMode_hasThatMode(Jms jms) throws JMSException {
        for (int mode : MODES) {
            Session session = jms.connection().createSession(mode);
            assertThat(session.getTransacted()).isFalse();
            assertThat(session.getAcknowledgeMode()).isEqualTo(mode);
        }
        Session session = jms.connection().createSession(Session.SESSION_TRANSACTED);
        assertThat(session.getTransacted()).isTrue();
        assertThat(session.getAcknowledgeMode()).isEqualTo(Session.SESSION_TRANSACTED);
    }

    @Test
    @Spec("JD Connection.createSession(boolean, int)")
    @DisplayName("A session created with transacted false has the acknowledgement mode that was given, in every API.")
    void createSession_notTransacted_hasThatMode(Jms jms) throws JMSException {
        for (SessionMaker maker : makers(jms)) {
            for (int mode : MODES) {
                Session session = maker.create(false, mode);
                assertThat(session.getTransacted()).isFalse();
                assertThat(session.getAcknowledgeMode()).isEqualTo(mode);
            }
        }
    }

    @Test
    @Spec("JD Connection.createSession(boolean, int)")
    @DisplayName("With transacted true the acknowledgement mode is ignored, whatever it is: the session is transacted.")
    void createSession_transacted_ignoresMode(Jms jms) throws JMSException {
        for (SessionMaker maker : makers(jms)) {
            for (int mode : List.of(0, 1, 2, 3, -1, 4711)) {
                assertThat(maker.create(true, mode).getTransacted()).isTrue();
            }
        }
    }

    @Test
    @Spec("JD Session.getAcknowledgeMode")
    @DisplayName("getAcknowledgeMode of a transacted session returns SESSION_TRANSACTED, however it was created.")
    void getAcknowledgeMode_transacted_isSessionTransacted(Jms jms) throws JMSException {
        for (SessionMaker maker : makers(jms)) {
            for (int mode : List.of(0, 1, 2, 3)) {
                assertThat(maker.create(true, mode).getAcknowledgeMode()).isEqualTo(Session.SESSION_TRANSACTED);
            }
        }
    }

    @Test
    @Spec("JD Connection.createSession(boolean, int)")
    @DisplayName("Creating a session with transacted false and SESSION_TRANSACTED throws a JMSException.")
    void createSession_notTransactedButSessionTransacted_throws(Jms jms) throws JMSException {
        for (SessionMaker maker : makers(jms)) {
            assertThatThrownBy(() -> maker.create(false, Session.SESSION_TRANSACTED))
                    .isInstanceOf(JMSException.class);
        }
    }

    @Test
    @Spec("JD Connection.createSession(int)")
    @DisplayName("Creating a non-transacted session with a mode that is not defined throws a JMSException.")
    void createSession_unknownMode_throws(Jms jms) throws JMSException {
        for (int mode : UNKNOWN) {
            for (SessionMaker maker : makers(jms)) {
                assertThatThrownBy(() -> maker.create(false, mode))
                        .as("two arguments, mode %d", mode)
                        .isInstanceOf(JMSException.class);
            }
            assertThatThrownBy(() -> jms.connection().createSession(mode))
                    .as("one argument, mode %d", mode)
                    .isInstanceOf(JMSException.class);
        }
    }

    @Test
    @Spec("JD JMSContext.getSessionMode")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A context has the session mode it was created with, and AUTO_ACKNOWLEDGE without one.")
    void createContext_withMode_hasThatMode(Jms jms) {
        assertThat(jms.closing(jms.factory().createContext()).getSessionMode()).isEqualTo(JMSContext.AUTO_ACKNOWLEDGE);
        for (int mode : List.of(0, 1, 2, 3)) {
            JMSContext context = jms.context(mode);
            assertThat(context.getSessionMode()).isEqualTo(mode);
            assertThat(context.getTransacted()).isEqualTo(mode == JMSContext.SESSION_TRANSACTED);
        }
    }

    @Test
    @Spec("JD JMSContext.createContext")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A context created from another one has the session mode that was given, not that of the other one.")
    void createContext_fromContext_hasOwnMode(Jms jms) {
        JMSContext context = jms.context(JMSContext.AUTO_ACKNOWLEDGE);
        for (int mode : List.of(0, 1, 2, 3)) {
            assertThat(jms.closing(context.createContext(mode)).getSessionMode())
                    .isEqualTo(mode);
        }
        assertThat(context.getSessionMode()).isEqualTo(JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Test
    @Spec("JD ConnectionFactory.createContext(int)")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("Creating a context with a session mode that is not defined throws a JMSRuntimeException.")
    void createContext_unknownMode_throws(Jms jms) {
        JMSContext context = jms.context();
        for (int mode : UNKNOWN) {
            assertThatThrownBy(() -> jms.context(mode))
                    .as("from the factory, mode %d", mode)
                    .isInstanceOf(JMSRuntimeException.class);
            assertThatThrownBy(() -> jms.closing(context.createContext(mode)))
                    .as("from a context, mode %d", mode)
                    .isInstanceOf(JMSRuntimeException.class);
        }
    }

    @Test
    @Spec("6.2.1")
    @DisplayName("A session can create and serve several producers and several consumers at a time.")
    void session_severalProducersAndConsumers_servesAll(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer left = session.createConsumer(jms.queue("left"));
        MessageConsumer right = session.createConsumer(jms.queue("right"));
        MessageProducer first = session.createProducer(jms.queue("left"));
        MessageProducer second = session.createProducer(jms.queue("right"));
        MessageProducer third = session.createProducer(jms.queue("left"));
        first.send(session.createTextMessage("first"));
        second.send(session.createTextMessage("second"));
        third.send(session.createTextMessage("third"));
        assertThat(jms.receiveTexts(left, 2)).containsExactly("first", "third");
        assertThat(jms.receiveText(right)).isEqualTo("second");
    }
}
