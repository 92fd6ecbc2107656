package org.petrelmq.ra.openejb;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJB;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.Properties;
import org.apache.openejb.jee.EjbJar;
import org.apache.openejb.jee.MessageDrivenBean;
import org.apache.openejb.jee.StatelessBean;
import org.apache.openejb.testing.ApplicationComposers;
import org.apache.openejb.testing.Configuration;
import org.apache.openejb.testing.Module;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.petrelmq.Broker;

/** The resource adapter in OpenEJB: its beans, its transactions, its threads. */
@DisabledForJreRange(min = JRE.JAVA_18, disabledReason = "OpenEJB 10 reads class files up to those of Java 17")
class OpenEjbTest {
    private static final String URL = "petrel:mem:openejb?maxDeliveries=3";

    private static ApplicationComposers container;
    private static App app;
    private static Broker broker;

    /** The application and its configuration. */
    public static class App {
        @EJB
        private Orders orders;

        /** What the archive has. */
        @Module
        public EjbJar beans() {
            EjbJar jar = new EjbJar("petrel-app");
            jar.addEnterpriseBean(new StatelessBean(Orders.class));
            jar.addEnterpriseBean(new MessageDrivenBean(OrderBean.class));
            jar.addEnterpriseBean(new MessageDrivenBean(NewsBean.class));
            return jar;
        }

        /** What an administrator would write into the server's configuration. */
        @Configuration
        public Properties resources() {
            Properties properties = new Properties();
            properties.put("Petrel", "new://Resource?class-name=org.petrelmq.ra.PetrelResourceAdapter");
            properties.put("Petrel.url", URL);
            for (String kind : List.of("", "Queue", "Topic")) {
                String id = "Petrel" + kind + "Factory";
                properties.put(
                        id,
                        "new://Resource?class-name=org.petrelmq.ra.Petrel" + kind
                                + "ManagedConnectionFactory&type=jakarta.jms." + kind + "ConnectionFactory");
                properties.put(id + ".ResourceAdapter", "Petrel");
                properties.put(id + ".TransactionSupport", "xa");
            }
            properties.put("orders", "new://Resource?class-name=org.petrelmq.ra.PetrelQueue&type=jakarta.jms.Queue");
            properties.put("orders.physicalName", "orders");
            properties.put("plain", "new://Resource?class-name=org.petrelmq.ra.PetrelQueue&type=jakarta.jms.Queue");
            properties.put("plain.physicalName", "plain");
            properties.put("news", "new://Resource?class-name=org.petrelmq.ra.PetrelTopic&type=jakarta.jms.Topic");
            properties.put("news.physicalName", "news");
            properties.put("Beans", "new://Container?type=MESSAGE");
            properties.put("Beans.ResourceAdapter", "Petrel");
            properties.put("Beans.MessageListenerInterface", "jakarta.jms.MessageListener");
            properties.put("Beans.ActivationSpecClass", "org.petrelmq.ra.PetrelActivationSpec");
            return properties;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        broker = Broker.open(URL);
        broker.admin().createQueue("plain");
        app = new App();
        container = new ApplicationComposers(App.class);
        container.before(app);
    }

    @AfterAll
    static void stop() throws Exception {
        container.after();
        broker.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("petrel"));
    }

    @BeforeEach
    void clear() throws JMSException {
        Received.MESSAGES.clear();
        broker.admin().purge("plain");
    }

    private static long count(String queue) throws JMSException {
        return broker.admin().count(queue);
    }

    @Test
    void messages_areSentWhenTheTransactionCommits() throws Exception {
        app.orders.put("committed");
        assertThat(count("plain")).isEqualTo(1);
        app.orders.putAndRollBack("rolled back");
        assertThat(count("plain")).isEqualTo(1);
    }

    @Test
    void messages_areReceivedWhenTheTransactionCommits() throws Exception {
        app.orders.put("taken");
        assertThat(app.orders.takeAndRollBack()).isEqualTo("taken");
        assertThat(app.orders.take()).isEqualTo("taken");
        assertThat(app.orders.takeWithoutTransaction()).isNull();
        assertThat(count("plain")).isZero();
    }

    @Test
    void injectedContext_worksInTheTransaction() throws Exception {
        app.orders.putInjected("committed");
        app.orders.putInjectedAndRollBack("rolled back");
        assertThat(app.orders.take()).isEqualTo("committed");
        assertThat(app.orders.take()).isNull();
    }

    @Test
    void factoriesOfTheOlderApi_workInTheTransaction() throws Exception {
        app.orders.putByTheOldApi("old");
        assertThat(app.orders.take()).isEqualTo("old");
    }

    @Test
    void messageDrivenBean_receives_onAThreadOfTheServer() throws Exception {
        app.orders.order("one");
        assertThat(Received.next()).isEqualTo("orders: one (1) on the server's thread");
    }

    @Test
    void messageDrivenBean_thatRollsBack_getsItAgain_untilItIsADeadLetter() throws Exception {
        app.orders.order("poison");
        for (int i = 1; i <= 3; i++) {
            assertThat(Received.next()).isEqualTo("orders: poison (" + i + ") on the server's thread");
        }
        try (jakarta.jms.JMSContext context = broker.connectionFactory().createContext()) {
            assertThat(context.createConsumer(context.createQueue("DLQ")).receiveBody(String.class, 20_000))
                    .isEqualTo("poison");
        }
    }

    @Test
    void durableSubscriber_receives() throws Exception {
        app.orders.publish("news");
        assertThat(Received.next()).isEqualTo("news: news (1) on the server's thread");
    }

    @Test
    void messages_areMovedInOneTransaction() throws Exception {
        app.orders.put("moved");
        app.orders.move();
        assertThat(Received.next()).isEqualTo("orders: moved (1) on the server's thread");
        assertThat(count("plain")).isZero();
    }
}
