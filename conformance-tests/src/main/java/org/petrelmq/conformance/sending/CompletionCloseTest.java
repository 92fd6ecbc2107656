package org.petrelmq.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 7.3.4: close, commit and rollback wait for asynchronous sends, and are refused to their listeners. */
@ConformanceTest
@Requires(Feature.ASYNC_SEND)
class CompletionCloseTest {

    /** Something that may fail. */
    private interface Action {
        void run() throws Exception;
    }

    /** Asserts that the action, on a thread of its own, is not done before the held completion has returned. */
    private static void assertWaitsFor(Jms jms, HeldCompletion held, Action action) throws Exception {
        held.awaitEntered();
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Boolean> heldHadReturned = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            started.countDown();
            try {
                action.run();
                heldHadReturned.complete(held.hasReturned());
            } catch (Exception e) {
                heldHadReturned.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        assertThat(started.await(Patience.arrivalMillis(), TimeUnit.MILLISECONDS))
                .isTrue();
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("quiet"))))
                .isTrue();
        assertThat(heldHadReturned).isNotDone();
        held.release();
        assertThat(heldHadReturned).succeedsWithin(Patience.ARRIVAL).isEqualTo(true);
    }

    private static HeldCompletion sendHeld(Session session, MessageProducer producer) throws JMSException {
        HeldCompletion held = new HeldCompletion();
        producer.send(session.createTextMessage("one"), held);
        return held;
    }

    @Test
    @Spec("7.3.4")
    @DisplayName("close of a producer waits until the callbacks of its asynchronous sends have returned.")
    void producerClose_completionRunning_waits(Jms jms) throws Exception {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        assertWaitsFor(jms, sendHeld(session, producer), producer::close);
        assertThat(jms.textsOn(jms.queue())).containsExactly("one");
    }

    @Test
    @Spec("7.3.4")
    @DisplayName("close of a session waits until the callbacks of its asynchronous sends have returned.")
    void sessionClose_completionRunning_waits(Jms jms) throws Exception {
        Session session = jms.session();
        assertWaitsFor(jms, sendHeld(session, session.createProducer(jms.queue())), session::close);
        assertThat(jms.textsOn(jms.queue())).containsExactly("one");
    }

    @Test
    @Spec("7.3.4")
    @DisplayName("close of a connection waits until the callbacks of its asynchronous sends have returned.")
    void connectionClose_completionRunning_waits(Jms jms) throws Exception {
        Connection connection = jms.started();
        Session session = connection.createSession();
        assertWaitsFor(jms, sendHeld(session, session.createProducer(jms.queue())), connection::close);
        assertThat(jms.textsOn(jms.queue())).containsExactly("one");
    }

    @Test
    @Spec("7.3.4")
    @Requires({Feature.ASYNC_SEND, Feature.SIMPLIFIED_API})
    @DisplayName("close of a context waits until the callbacks of its asynchronous sends have returned.")
    void contextClose_completionRunning_waits(Jms jms) throws Exception {
        JMSContext context = jms.context();
        HeldCompletion held = new HeldCompletion();
        context.createProducer().setAsync(held).send(jms.queue(), "one");
        assertWaitsFor(jms, held, context::close);
        assertThat(jms.textsOn(jms.queue())).containsExactly("one");
    }

    @Test
    @Spec("7.3.4")
    @DisplayName("commit waits until the callbacks of the session's asynchronous sends have returned, then sends.")
    void commit_completionRunning_waits(Jms jms) throws Exception {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        assertWaitsFor(jms, sendHeld(session, session.createProducer(jms.queue())), session::commit);
        assertThat(jms.textsOn(jms.queue())).containsExactly("one");
    }

    @Test
    @Spec("7.3.4")
    @DisplayName("rollback waits until the callbacks of the session's asynchronous sends have returned.")
    void rollback_completionRunning_waits(Jms jms) throws Exception {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        assertWaitsFor(jms, sendHeld(session, session.createProducer(jms.queue())), session::rollback);
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("7.3.4")
    @DisplayName("Sends that are incomplete when close or commit is called complete normally.")
    void closeAndCommit_incompleteSends_completeNormally(Jms jms) throws JMSException {
        int many = 200;
        Session session = jms.session();
        Completions completions = new Completions();
        MessageProducer producer = session.createProducer(jms.queue());
        Session transacted = jms.session(Session.SESSION_TRANSACTED);
        MessageProducer transactedProducer = transacted.createProducer(jms.queue("transacted"));
        for (int i = 0; i < many; i++) {
            producer.send(session.createTextMessage("text"), completions);
            transactedProducer.send(transacted.createTextMessage("text"), completions);
        }
        session.close();
        transacted.commit();
        assertThat(completions.texts()).hasSize(2 * many);
        assertThat(jms.textsOn(jms.queue())).hasSize(many);
        assertThat(jms.textsOn(jms.queue("transacted"))).hasSize(many);
    }

    /** What the action throws when a completion of the producer calls it. */
    private static Exception thrownInCompletion(Session session, MessageProducer producer, Action action)
            throws JMSException {
        CompletableFuture<Exception> thrown = new CompletableFuture<>();
        producer.send(session.createTextMessage("one"), recording(thrown, action));
        assertThat(thrown).succeedsWithin(Patience.ARRIVAL);
        return thrown.join();
    }

    private static Completions recording(CompletableFuture<Exception> thrown, Action action) {
        return new Completions(message -> {
            try {
                action.run();
                thrown.complete(null);
            } catch (Exception e) {
                thrown.complete(e);
            }
        });
    }

    @Test
    @Spec("7.3.4")
    @DisplayName("close that a CompletionListener calls on its own producer throws IllegalStateException.")
    void producerClose_inCompletion_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        assertThat(thrownInCompletion(session, producer, producer::close)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Spec("7.3.4")
    @DisplayName("close that a CompletionListener calls on its own session or connection throws IllegalStateException.")
    void sessionAndConnectionClose_inCompletion_throw(Jms jms) throws JMSException {
        Connection connection = jms.started();
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(jms.queue());
        assertThat(thrownInCompletion(session, producer, session::close)).isInstanceOf(IllegalStateException.class);
        assertThat(thrownInCompletion(session, producer, connection::close)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Spec("7.3.4")
    @DisplayName("commit or rollback that a CompletionListener calls on its own session throws IllegalStateException.")
    void commitAndRollback_inCompletion_throw(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(jms.queue());
        assertThat(thrownInCompletion(session, producer, session::commit)).isInstanceOf(IllegalStateException.class);
        assertThat(thrownInCompletion(session, producer, session::rollback)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Spec("7.3.4")
    @Requires({Feature.ASYNC_SEND, Feature.SIMPLIFIED_API})
    @DisplayName(
            "close, commit or rollback that a CompletionListener calls on its own context throws IllegalStateRuntimeException.")
    void contextMethods_inCompletion_throw(Jms jms) throws JMSException {
        JMSContext context = jms.context(JMSContext.SESSION_TRANSACTED);
        for (Action action : new Action[] {context::commit, context::rollback, context::close}) {
            CompletableFuture<Exception> thrown = new CompletableFuture<>();
            context.createProducer().setAsync(recording(thrown, action)).send(jms.queue(), "one");
            assertThat(thrown).succeedsWithin(Patience.ARRIVAL);
            assertThat(thrown.join()).isInstanceOf(IllegalStateRuntimeException.class);
        }
    }
}
