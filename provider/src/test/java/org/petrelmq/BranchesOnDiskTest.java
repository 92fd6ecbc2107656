package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.XAJMSContext;
import java.nio.file.Path;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrelmq.TransactionBranch.State;
import org.petrelmq.store.BranchId;

/** Branches of distributed transactions on a broker on disk: over restarts, and completed by an administrator. */
class BranchesOnDiskTest {
    private static final Xid XID = BranchId.of(7, new byte[] {1, 2}, new byte[] {3});
    private static final String ID = "7:0102:03";

    @TempDir
    Path directory;

    private PetrelXAConnectionFactory factory;

    @BeforeEach
    void prepareABranch_thatSendsOneAndTakesOne() throws Exception {
        factory = new PetrelXAConnectionFactory("petrel:file:" + directory);
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("in"), "taken");
        }
        try (XAJMSContext context = factory.createXAContext()) {
            context.getXAResource().start(XID, XAResource.TMNOFLAGS);
            context.createProducer().send(context.createQueue("out"), "sent");
            assertThat(context.createConsumer(context.createQueue("in")).receiveBody(String.class, 1000))
                    .isEqualTo("taken");
            context.getXAResource().end(XID, XAResource.TMSUCCESS);
            assertThat(context.getXAResource().prepare(XID)).isEqualTo(XAResource.XA_OK);
        }
    }

    private static Xid[] recover(XAJMSContext context) throws XAException {
        return context.getXAResource().recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
    }

    private static void assertRefused(int code, ThrowingCallable call) {
        assertThatExceptionOfType(XAException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.errorCode).isEqualTo(code));
    }

    private static Message receive(JMSContext context, String queue) {
        try (JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            return consumer.receiveNoWait();
        }
    }

    @Test
    void prepared_isListedAfterARestart_andInvisibleUntilItIsCommitted() throws Exception {
        try (XAJMSContext context = factory.createXAContext()) {
            assertThat(recover(context)).containsExactly(XID);
            assertThat(receive(context, "in")).isNull();
            assertThat(receive(context, "out")).isNull();
            context.getXAResource().commit(XID, false);
            assertThat(receive(context, "out").getBody(String.class)).isEqualTo("sent");
            assertThat(receive(context, "in")).isNull();
            assertRefused(XAException.XAER_NOTA, () -> context.getXAResource().commit(XID, false));
        }
        try (XAJMSContext context = factory.createXAContext()) {
            assertThat(recover(context)).isEmpty();
            assertThat(receive(context, "out")).isNull();
        }
    }

    @Test
    void rolledBackAfterARestart_comesBackCounted_alsoOverTheNextOne() throws Exception {
        try (XAJMSContext context = factory.createXAContext()) {
            context.getXAResource().rollback(XID);
        }
        try (XAJMSContext context = factory.createXAContext()) {
            assertThat(recover(context)).isEmpty();
            Message back = receive(context, "in");
            assertThat(back.getJMSRedelivered()).isTrue();
            assertThat(back.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
            assertThat(receive(context, "out")).isNull();
        }
    }

    @Test
    void completedByAnAdministrator_isToldToTheManager_overRestarts_untilItForgets() throws Exception {
        try (Broker broker = Broker.open("petrel:file:" + directory)) {
            assertThat(broker.admin().branches()).containsExactly(new TransactionBranch(ID, State.PREPARED));
            broker.admin().completeBranch(ID, true);
            assertThat(broker.admin().branches())
                    .containsExactly(new TransactionBranch(ID, State.HEURISTICALLY_COMMITTED));
        }
        try (XAJMSContext context = factory.createXAContext()) {
            assertThat(receive(context, "out").getBody(String.class)).isEqualTo("sent");
            assertThat(receive(context, "in")).isNull();
            assertThat(recover(context)).containsExactly(XID);
            assertRefused(XAException.XA_HEURCOM, () -> context.getXAResource().commit(XID, false));
            assertRefused(XAException.XA_HEURCOM, () -> context.getXAResource().rollback(XID));
            context.getXAResource().forget(XID);
            assertRefused(XAException.XAER_NOTA, () -> context.getXAResource().forget(XID));
        }
        try (XAJMSContext context = factory.createXAContext()) {
            assertThat(recover(context)).isEmpty();
        }
    }

    @Test
    void rolledBackByAnAdministrator_isToldToTheManager() throws Exception {
        try (Broker broker = Broker.open("petrel:file:" + directory)) {
            broker.admin().completeBranch(ID, false);
            assertThatThrownBy(() -> broker.admin().completeBranch(ID, true))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining(ID);
        }
        try (Broker broker = Broker.open("petrel:file:" + directory);
                XAJMSContext context = factory.createXAContext()) {
            assertThat(receive(context, "in").getJMSRedelivered()).isTrue();
            assertRefused(XAException.XA_HEURRB, () -> context.getXAResource().commit(XID, false));
            broker.admin().forgetBranch(ID);
            assertThat(broker.admin().branches()).isEmpty();
        }
    }

    @Test
    void completeBranch_ofAnUnknownOne_isRefused() throws Exception {
        try (Broker broker = Broker.open("petrel:file:" + directory)) {
            assertThatThrownBy(() -> broker.admin().completeBranch("1:ab:", true))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("1:ab:");
            assertThatThrownBy(() -> broker.admin().forgetBranch(ID)).isInstanceOf(JMSException.class);
        }
    }
}
