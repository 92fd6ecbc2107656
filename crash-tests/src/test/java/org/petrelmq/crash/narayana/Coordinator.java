package org.petrelmq.crash.narayana;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.arjuna.common.recoveryPropertyManager;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.arjuna.recovery.AtomicActionRecoveryModule;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTAActionStatusServiceXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTANodeNameXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTATransactionLogXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.jms.JMSException;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import jakarta.transaction.TransactionManager;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jboss.narayana.jta.jms.JmsXAResourceRecoveryHelper;
import org.petrelmq.PetrelXAConnectionFactory;

/**
 * A process with Narayana. Either it sends a message to each of two brokers in one distributed transaction and halts on the way,
 * or it recovers what such a process left.
 *
 * <p>Arguments: the URLs of the brokers, a directory for Narayana's log, and where to halt: a {@link Halt}.
 */
public final class Coordinator {
    static final String QUEUE = "distributed";

    /** Where a process halts. */
    enum Halt {
        /** When one resource is prepared, and the other is not. */
        IN_PREPARE,
        /** When both are prepared and the decision is written down. */
        BEFORE_COMMIT,
        /** When one has committed. */
        IN_COMMIT,
        /** Never: it recovers. */
        RECOVERS
    }

    private Coordinator() {}

    /** Runs. */
    public static void main(String[] arguments) throws Exception {
        configure(arguments[2]);
        Halt halt = Halt.valueOf(arguments[3]);
        if (halt == Halt.RECOVERS) {
            recover(arguments[0], arguments[1]);
        } else {
            send(arguments[0], arguments[1], halt);
        }
    }

    private static void configure(String directory) throws CoreEnvironmentBeanException {
        for (String store : new String[] {null, "stateStore", "communicationStore"}) {
            ObjectStoreEnvironmentBean bean = store == null
                    ? BeanPopulator.getDefaultInstance(ObjectStoreEnvironmentBean.class)
                    : BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store);
            bean.setObjectStoreDir(directory);
        }
        arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier("1");
        jtaPropertyManager.getJTAEnvironmentBean().setXaRecoveryNodes(List.of("1"));
        jtaPropertyManager.getJTAEnvironmentBean().setOrphanSafetyInterval(1);
        jtaPropertyManager
                .getJTAEnvironmentBean()
                .setXaResourceOrphanFilters(List.of(
                        new JTATransactionLogXAResourceOrphanFilter(),
                        new JTANodeNameXAResourceOrphanFilter(),
                        new JTAActionStatusServiceXAResourceOrphanFilter()));
        recoveryPropertyManager.getRecoveryEnvironmentBean().setRecoveryBackoffPeriod(1);
        recoveryPropertyManager.getRecoveryEnvironmentBean().setRecoveryListener(false);
    }

    private static void send(String first, String second, Halt halt) throws Exception {
        TransactionManager manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
        try (XAConnection one = new PetrelXAConnectionFactory(first).createXAConnection();
                XAConnection other = new PetrelXAConnectionFactory(second).createXAConnection()) {
            XASession oneSession = one.createXASession();
            XASession otherSession = other.createXASession();
            manager.begin();
            Halt atFirst = halt == Halt.BEFORE_COMMIT ? halt : Halt.RECOVERS;
            manager.getTransaction().enlistResource(new Halting(oneSession.getXAResource(), atFirst));
            manager.getTransaction().enlistResource(new Halting(otherSession.getXAResource(), halt));
            send(oneSession);
            send(otherSession);
            manager.commit();
        }
        throw new IllegalStateException("It was to halt.");
    }

    private static void send(XASession session) throws JMSException {
        session.createProducer(session.createQueue(QUEUE)).send(session.createTextMessage("hello"));
    }

    private static void recover(String first, String second) {
        XARecoveryModule resources = new XARecoveryModule();
        recoveryPropertyManager
                .getRecoveryEnvironmentBean()
                .setRecoveryModules(List.of(new AtomicActionRecoveryModule(), resources));
        RecoveryManager recovery = RecoveryManager.manager(RecoveryManager.DIRECT_MANAGEMENT);
        for (String url : new String[] {first, second}) {
            resources.addXAResourceRecoveryHelper(new JmsXAResourceRecoveryHelper(new PetrelXAConnectionFactory(url)));
        }
        // An orphan is rolled back when it is seen for the second time.
        recovery.scan();
        recovery.scan();
        recovery.terminate();
        System.exit(0);
    }

    /** A resource that halts the process instead of doing something. */
    private record Halting(XAResource resource, Halt halt) implements XAResource {
        private void haltAt(Halt... here) {
            if (List.of(here).contains(halt)) {
                Runtime.getRuntime().halt(0);
            }
        }

        @Override
        public int prepare(Xid xid) throws XAException {
            haltAt(Halt.IN_PREPARE);
            return resource.prepare(xid);
        }

        @Override
        public void commit(Xid xid, boolean onePhase) throws XAException {
            haltAt(Halt.BEFORE_COMMIT, Halt.IN_COMMIT);
            resource.commit(xid, onePhase);
        }

        @Override
        public void start(Xid xid, int flags) throws XAException {
            resource.start(xid, flags);
        }

        @Override
        public void end(Xid xid, int flags) throws XAException {
            resource.end(xid, flags);
        }

        @Override
        public void rollback(Xid xid) throws XAException {
            resource.rollback(xid);
        }

        @Override
        public Xid[] recover(int flag) throws XAException {
            return resource.recover(flag);
        }

        @Override
        public void forget(Xid xid) throws XAException {
            resource.forget(xid);
        }

        @Override
        public boolean isSameRM(XAResource other) throws XAException {
            return resource.isSameRM(other instanceof Halting halting ? halting.resource : other);
        }

        @Override
        public int getTransactionTimeout() throws XAException {
            return resource.getTransactionTimeout();
        }

        @Override
        public boolean setTransactionTimeout(int seconds) throws XAException {
            return resource.setTransactionTimeout(seconds);
        }
    }
}
