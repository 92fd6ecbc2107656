package org.petrelmq.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.arjuna.common.recoveryPropertyManager;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jboss.narayana.jta.jms.ConnectionFactoryProxy;
import org.jboss.narayana.jta.jms.TransactionHelperImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.petrelmq.Broker;
import org.petrelmq.BrokerAdmin;
import org.petrelmq.PetrelXAConnectionFactory;
import org.petrelmq.TransactionBranch;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Distributed transactions with Narayana, in an application that is configured as docs/spring.md says. */
@ExtendWith(NoThreadsLeft.class)
@Timeout(120)
class XaTest {

    @TempDir
    private Path directory;

    private ApplicationContextRunner app() {
        // Between the two looks of a scan; ten seconds otherwise.
        recoveryPropertyManager.getRecoveryEnvironmentBean().setRecoveryBackoffPeriod(1);
        return Apps.withEverything()
                .withUserConfiguration(XaConfiguration.class)
                .withPropertyValues(
                        "shop.node=shop-1",
                        "shop.transaction-log=" + directory.resolve("transactions"),
                        "petrel.embedded.data-directory=" + directory.resolve("broker"));
    }

    @Test
    void twoBrokers_bothOrNeither() {
        app().withUserConfiguration(Archive.class).run(context -> {
            JmsTemplate orders = context.getBean("orders", JmsTemplate.class);
            JmsTemplate archive = context.getBean("archive", JmsTemplate.class);
            TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
            BrokerAdmin admin = context.getBean(Broker.class).admin();
            orders.convertAndSend("orders", "3 anchors");

            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                        archive.convertAndSend("archive", orders.receiveAndConvert("orders"));
                        throw new IllegalStateException("no ink");
                    }))
                    .hasMessage("no ink");
            assertThat(admin.count("orders")).isEqualTo(1);

            transaction.executeWithoutResult(
                    status -> archive.convertAndSend("archive", orders.receiveAndConvert("orders")));
            assertThat(admin.count("orders")).isZero();
            assertThat(archive.receiveAndConvert("archive")).isEqualTo("3 anchors");
            assertThat(admin.branches()).isEmpty();
        });
    }

    @Test
    void listener_takesPartInTheTransaction() {
        app().withUserConfiguration(Fulfilment.class)
                .withPropertyValues("petrel.embedded.options.maxDeliveries=2")
                .run(context -> {
                    JmsTemplate template = context.getBean(JmsTemplate.class);
                    template.convertAndSend("orders", "a dozen");
                    template.convertAndSend("orders", "3");
                    Message dead = template.receive("DLQ");
                    assertThat(dead).isNotNull();
                    assertThat(dead.getBody(String.class)).isEqualTo("a dozen");
                    assertThat(template.receiveAndConvert("parcels")).isEqualTo("3 anchors");
                    assertThat(context.getBean(Broker.class).admin().list())
                            .filteredOn(info -> info.name().equals("parcels"))
                            .allSatisfy(
                                    parcels -> assertThat(parcels.available()).isZero());
                });
    }

    /** The decision is in the manager's log, and one broker has not heard of it: that is what a killed process leaves. */
    @Test
    void undecidedBranch_isCommittedByRecovery() {
        app().run(context -> {
            Broker broker = context.getBean(Broker.class);
            broker.admin().createQueue("orders");
            commitWithoutTelling(broker, context.getBean(TransactionManager.class));
            assertThat(broker.admin().branches())
                    .extracting(TransactionBranch::state)
                    .containsExactly(TransactionBranch.State.PREPARED);
            assertThat(broker.admin().count("orders")).isZero();
        });
        app().run(context -> {
            context.getBean(RecoveryManager.class).scan();
            BrokerAdmin admin = context.getBean(Broker.class).admin();
            assertThat(admin.branches()).isEmpty();
            assertThat(admin.count("orders")).isEqualTo(1);
        });
    }

    private void commitWithoutTelling(Broker broker, TransactionManager manager) throws Exception {
        try (Broker archive = Broker.open("petrel:file:" + directory.resolve("archive"));
                XAConnection first = broker.xaConnectionFactory().createXAConnection();
                XAConnection second = archive.xaConnectionFactory().createXAConnection()) {
            manager.begin();
            for (XASession session : List.of(first.createXASession(), second.createXASession())) {
                XAResource resource = session.getXAResource();
                manager.getTransaction().enlistResource(new Deaf(resource));
                session.createProducer(session.createQueue("orders")).send(session.createTextMessage("3 anchors"));
            }
            manager.commit();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Archive {
        @Bean
        JmsTemplate orders(ConnectionFactory xaJmsConnectionFactory) {
            return template(xaJmsConnectionFactory);
        }

        @Bean
        JmsTemplate archive(TransactionManager manager) {
            PetrelXAConnectionFactory factory = new PetrelXAConnectionFactory("petrel:mem:starter-archive");
            return template(new ConnectionFactoryProxy(factory, new TransactionHelperImpl(manager)));
        }

        private static JmsTemplate template(ConnectionFactory factory) {
            JmsTemplate template = new JmsTemplate(factory);
            template.setReceiveTimeout(Apps.PATIENCE_MILLIS);
            return template;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Fulfilment {
        private final JmsTemplate template;

        Fulfilment(JmsTemplate template) {
            this.template = template;
        }

        @JmsListener(destination = "orders")
        void fulfil(String quantity) {
            template.convertAndSend("parcels", quantity + " anchors");
            Integer.parseInt(quantity);
        }
    }

    /** A resource that cannot be reached when it is told to commit. */
    private record Deaf(XAResource resource) implements XAResource {
        @Override
        public void commit(Xid xid, boolean onePhase) throws XAException {
            throw new XAException(XAException.XAER_RMFAIL);
        }

        @Override
        public int prepare(Xid xid) throws XAException {
            return resource.prepare(xid);
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
        public boolean isSameRM(XAResource other) {
            return other == this;
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
