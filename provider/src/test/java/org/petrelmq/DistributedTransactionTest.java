package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.TransactionRolledBackRuntimeException;
import jakarta.jms.XAJMSContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Branches of distributed transactions: their protocol, their time, and what becomes of their work. */
class DistributedTransactionTest {
    @RegisterExtension
    private final OwnBroker own = new OwnBroker(BrokerOptions.builder().transactionTimeout(Duration.ofMinutes(1)));

    private record Id(String name) implements Xid {
        @Override
        public int getFormatId() {
            return 7;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return name.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[0];
        }
    }

    private static final Xid A = new Id("a");
    private static final Xid B = new Id("b");

    private XAJMSContext context() {
        return own.broker().xaConnectionFactory().createXAContext();
    }

    private static void assertRefused(int code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        XAException.class, e -> assertThat(e.errorCode).isEqualTo(code));
    }

    private static void start(XAJMSContext context, Xid xid) throws XAException {
        context.getXAResource().start(xid, XAResource.TMNOFLAGS);
    }

    private static void end(XAJMSContext context, Xid xid) throws XAException {
        context.getXAResource().end(xid, XAResource.TMSUCCESS);
    }

    private static void send(XAJMSContext context, String text) {
        context.createProducer().send(context.createQueue("q"), text);
    }

    // ---- without a branch ----

    @Test
    void session_outsideOfABranch_worksAsAuto() throws JMSException {
        try (XAJMSContext context = context()) {
            send(context, "m");
            assertThat(own.texts("q")).containsExactly("m");
            assertThat(context.createConsumer(context.createQueue("q")).receiveBodyNoWait(String.class))
                    .isEqualTo("m");
        }
        assertThat(own.texts("q")).isEmpty();
    }

    // ---- time ----

    @Test
    void timeout_notPrepared_rollsBackAtOnceAndTellsTheManager() throws Exception {
        own.send("q", "received");
        try (XAJMSContext context = context()) {
            start(context, A);
            JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
            assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("received");
            send(context, "sent");
            own.clock().advance(Duration.ofMinutes(1));
            assertThat(own.texts("q")).containsExactly("received");
            assertThatThrownBy(() -> send(context, "late")).isInstanceOf(TransactionRolledBackRuntimeException.class);
            assertThatThrownBy(consumer::receiveNoWait).isInstanceOf(TransactionRolledBackRuntimeException.class);
            assertThat(own.texts("q")).containsExactly("received");
            end(context, A);
            assertRefused(
                    XAException.XA_RBTIMEOUT, () -> context.getXAResource().prepare(A));
            assertRefused(XAException.XAER_NOTA, () -> context.getXAResource().rollback(A));
            assertThat(consumer.receive(1).getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
        }
    }

    @Test
    void timeout_prepared_hasNoEffect() throws Exception {
        try (XAJMSContext context = context()) {
            start(context, A);
            send(context, "m");
            end(context, A);
            assertThat(context.getXAResource().prepare(A)).isEqualTo(XAResource.XA_OK);
            own.clock().advance(Duration.ofDays(1));
            context.getXAResource().commit(A, false);
            assertThat(own.texts("q")).containsExactly("m");
        }
    }

    @Test
    void setTransactionTimeout_isOfTheNextBranch() throws Exception {
        try (XAJMSContext context = context()) {
            XAResource resource = context.getXAResource();
            assertThat(resource.getTransactionTimeout()).isEqualTo(60);
            assertThat(resource.setTransactionTimeout(5)).isTrue();
            assertThat(resource.getTransactionTimeout()).isEqualTo(5);
            start(context, A);
            end(context, A);
            own.clock().advance(Duration.ofSeconds(5));
            assertRefused(XAException.XA_RBTIMEOUT, () -> resource.commit(A, true));
            resource.setTransactionTimeout(0);
            assertThat(resource.getTransactionTimeout()).isEqualTo(60);
            assertRefused(XAException.XAER_INVAL, () -> resource.setTransactionTimeout(-1));
        }
    }

    // ---- protocol ----

    @Test
    void start_whileAssociated_isProto() throws Exception {
        try (XAJMSContext context = context()) {
            start(context, A);
            assertRefused(XAException.XAER_PROTO, () -> start(context, B));
            assertRefused(XAException.XAER_PROTO, () -> context.getXAResource().prepare(A));
            assertRefused(XAException.XAER_PROTO, () -> context.getXAResource().commit(A, true));
            assertRefused(XAException.XAER_PROTO, () -> context.getXAResource().rollback(A));
            end(context, A);
            assertRefused(XAException.XAER_PROTO, () -> end(context, A));
            assertRefused(XAException.XAER_PROTO, () -> context.getXAResource().start(A, XAResource.TMRESUME));
            assertRefused(XAException.XAER_INVAL, () -> context.getXAResource().start(A, XAResource.TMFAIL));
            assertRefused(XAException.XAER_INVAL, () -> context.getXAResource().end(A, XAResource.TMNOFLAGS));
            assertRefused(XAException.XAER_INVAL, () -> context.getXAResource().start(null, XAResource.TMNOFLAGS));
            assertRefused(XAException.XAER_INVAL, () -> context.getXAResource().recover(XAResource.TMJOIN));
            context.getXAResource().rollback(A);
        }
    }

    @Test
    void prepare_twiceOrJoinedAfterwards_isProto() throws Exception {
        try (XAJMSContext context = context()) {
            start(context, A);
            send(context, "m");
            end(context, A);
            context.getXAResource().prepare(A);
            assertRefused(XAException.XAER_PROTO, () -> context.getXAResource().prepare(A));
            assertRefused(XAException.XAER_PROTO, () -> context.getXAResource().commit(A, true));
            assertRefused(XAException.XAER_PROTO, () -> context.getXAResource().start(A, XAResource.TMJOIN));
            assertRefused(XAException.XAER_PROTO, () -> context.getXAResource().forget(A));
            assertThat(context.getXAResource().recover(XAResource.TMNOFLAGS)).isEmpty();
            assertThat(context.getXAResource().recover(XAResource.TMSTARTRSCAN)).hasSize(1);
            context.getXAResource().rollback(A);
            assertThat(own.admin().list())
                    .noneMatch(info -> info.kind() == DestinationInfo.Kind.QUEUE && info.available() > 0);
        }
    }

    @Test
    void prepare_withoutWork_isReadOnlyAndForgotten() throws Exception {
        try (XAJMSContext context = context()) {
            start(context, A);
            end(context, A);
            assertThat(context.getXAResource().prepare(A)).isEqualTo(XAResource.XA_RDONLY);
            assertRefused(XAException.XAER_NOTA, () -> context.getXAResource().commit(A, false));
        }
    }

    @Test
    void end_ofASuspendedBranch_works() throws Exception {
        try (XAJMSContext context = context()) {
            start(context, A);
            send(context, "a");
            context.getXAResource().end(A, XAResource.TMSUSPEND);
            send(context, "outside");
            start(context, B);
            end(context, A);
            send(context, "b");
            end(context, B);
            context.getXAResource().commit(A, true);
            context.getXAResource().commit(B, true);
            assertThat(own.texts("q")).containsExactly("outside", "a", "b");
        }
    }

    // ---- sessions and connections that close ----

    @Test
    void close_whileAssociated_leavesTheWorkWithTheBranch() throws Exception {
        own.send("q", "received");
        XAJMSContext context = context();
        start(context, A);
        assertThat(context.createConsumer(context.createQueue("q")).receiveBodyNoWait(String.class))
                .isEqualTo("received");
        send(context, "sent");
        context.close();
        assertThat(own.texts("q")).isEmpty();
        try (XAJMSContext other = context()) {
            other.getXAResource().commit(A, true);
        }
        assertThat(own.texts("q")).containsExactly("sent");
    }

    @Test
    void isSameRM_onlyOfTheSameBroker() throws Exception {
        try (Broker stranger = Broker.open("petrel:mem:");
                XAJMSContext mine = context();
                XAJMSContext mineToo = context();
                XAJMSContext strange = stranger.xaConnectionFactory().createXAContext()) {
            assertThat(mine.getXAResource().isSameRM(mineToo.getXAResource())).isTrue();
            assertThat(mine.getXAResource().isSameRM(strange.getXAResource())).isFalse();
            assertThat(mine.getXAResource().isSameRM(null)).isFalse();
        }
    }

    @Test
    void listener_inABranch_isCommittedByTheManager() throws Exception {
        own.send("q", "m");
        try (XAJMSContext context = context()) {
            context.setAutoStart(false);
            start(context, A);
            JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
            java.util.concurrent.CompletableFuture<String> got = new java.util.concurrent.CompletableFuture<>();
            consumer.setMessageListener(message -> got.complete(OwnBroker.text(message)));
            context.start();
            assertThat(got.get()).isEqualTo("m");
            context.stop();
            end(context, A);
            context.getXAResource().rollback(A);
            assertThat(own.texts("q")).containsExactly("m");
        }
    }
}
