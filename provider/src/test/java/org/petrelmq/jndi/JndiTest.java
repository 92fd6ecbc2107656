package org.petrelmq.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnectionFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Properties;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.InvalidNameException;
import javax.naming.NameClassPair;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.PetrelXAConnectionFactory;

@SuppressWarnings("BanJNDI")
class JndiTest {

    private static Context context(String... properties) throws NamingException {
        Properties environment = new Properties();
        environment.setProperty(Context.INITIAL_CONTEXT_FACTORY, PetrelInitialContextFactory.class.getName());
        for (int i = 0; i < properties.length; i += 2) {
            environment.setProperty(properties[i], properties[i + 1]);
        }
        return new InitialContext(environment);
    }

    // ---- the initial context ----

    @ParameterizedTest
    @ValueSource(strings = {"connectionFactory.orders", "connectionfactory.orders", "CONNECTIONFACTORY.orders"})
    void connectionFactory_byUrl_inAnyCase(String key) throws NamingException {
        Object found = context(key, "petrel:mem:orders").lookup("orders");
        assertThat(found).isEqualTo(new PetrelConnectionFactory("petrel:mem:orders"));
    }

    @Test
    void factoryProperties_inQpidsForm() throws NamingException {
        Context context = context(
                "connectionfactory.my.orders",
                "petrel:mem:orders",
                "property.connectionfactory.my.orders.clientID",
                "desk",
                "property.connectionfactory.my.orders.userName",
                "ann",
                "property.connectionfactory.other.user",
                "bob",
                Context.PROVIDER_URL,
                "petrel:mem:elsewhere");
        PetrelConnectionFactory orders = (PetrelConnectionFactory) context.lookup("my.orders");
        assertThat(orders.getClientId()).isEqualTo("desk");
        assertThat(orders.getUser()).isEqualTo("ann");
        PetrelConnectionFactory other = (PetrelConnectionFactory) context.lookup("other");
        assertThat(other.getUser()).isEqualTo("bob");
        assertThat(other.getUrl()).isEqualTo("petrel:mem:elsewhere");
    }

    @Test
    void destinations_byName() throws Exception {
        Context context = context("queue.jms/in", "orders.in", "topic.news", "world.news");
        assertThat(((Queue) context.lookup("jms/in")).getQueueName()).isEqualTo("orders.in");
        assertThat(((Topic) context.lookup("news")).getTopicName()).isEqualTo("world.news");
    }

    @Test
    void dynamicDestinations_ofAnyName() throws Exception {
        Context context = context();
        assertThat(((Queue) context.lookup("dynamicQueues/a.b/c")).getQueueName())
                .isEqualTo("a.b/c");
        assertThat(((Topic) context.lookup("dynamicTopics/t")).getTopicName()).isEqualTo("t");
    }

    @Test
    void defaultNames_useTheProviderUrl() throws NamingException {
        Context context = context(Context.PROVIDER_URL, "petrel:mem:main");
        assertThat(context.lookup("ConnectionFactory")).isInstanceOf(ConnectionFactory.class);
        assertThat(context.lookup("QueueConnectionFactory")).isInstanceOf(QueueConnectionFactory.class);
        assertThat(context.lookup("TopicConnectionFactory")).isInstanceOf(TopicConnectionFactory.class);
        assertThat(((PetrelConnectionFactory) context.lookup("ConnectionFactory")).getUrl())
                .isEqualTo("petrel:mem:main");
        assertThat(((PetrelConnectionFactory) context().lookup("ConnectionFactory")).getUrl())
                .isEqualTo(PetrelConnectionFactory.DEFAULT_URL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XAConnectionFactory", "XAQueueConnectionFactory", "XATopicConnectionFactory"})
    void xaNames_areXaFactories(String name) throws NamingException {
        Context context =
                context("xaConnectionFactory.mine", "petrel:mem:mine", Context.PROVIDER_URL, "petrel:mem:main");
        assertThat(((PetrelXAConnectionFactory) context.lookup(name)).getUrl()).isEqualTo("petrel:mem:main");
        assertThat(((PetrelXAConnectionFactory) context.lookup("mine")).getUrl())
                .isEqualTo("petrel:mem:mine");
    }

    @Test
    void providerUrl_asPropertiesFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("jms.properties");
        Files.writeString(file, """
                java.naming.provider.url = petrel:mem:from-file
                queue.in = file.in
                queue.out = file.out
                """);
        for (String url : new String[] {file.toString(), file.toUri().toString()}) {
            Context context = context(Context.PROVIDER_URL, url, "queue.out", "environment.out");
            assertThat(((Queue) context.lookup("in")).getQueueName()).isEqualTo("file.in");
            assertThat(((Queue) context.lookup("out")).getQueueName()).isEqualTo("environment.out");
            assertThat(((PetrelConnectionFactory) context.lookup("ConnectionFactory")).getUrl())
                    .isEqualTo("petrel:mem:from-file");
        }
        assertThatThrownBy(() -> context(Context.PROVIDER_URL, file + ".properties"))
                .isInstanceOf(ConfigurationException.class)
                .satisfies(e -> assertThat(((NamingException) e).getRootCause()).isInstanceOf(IOException.class));
    }

    @Test
    void malformedProperties_areRefusedWithTheirCause() {
        assertThatThrownBy(() -> context("connectionFactory.x", "petrel:nothing"))
                .isInstanceOf(ConfigurationException.class)
                .satisfies(e ->
                        assertThat(((NamingException) e).getRootCause()).isInstanceOf(IllegalArgumentException.class));
        assertThatThrownBy(() -> context("queue.x", " ")).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() ->
                        context("connectionFactory.x", "petrel:mem:x", "property.connectionfactory.x.colour", "red"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> context("queue.x", "q", "property.connectionfactory.x.user", "ann"))
                .isInstanceOf(ConfigurationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldap://evil/x", "rmi:x", "java:comp/env/x", "dns:x"})
    void lookup_nameWithScheme_isNeverFollowed(String name) {
        assertThatThrownBy(() -> new PetrelInitialContextFactory()
                        .getInitialContext(null)
                        .lookup(name))
                .isInstanceOf(InvalidNameException.class);
    }

    @Test
    void lookup_unknownName_saysWhatThereIs() throws NamingException {
        Context context = context("queue.in", "in");
        assertThatThrownBy(() -> context.lookup("out"))
                .isInstanceOf(NameNotFoundException.class)
                .hasMessageContaining("in")
                .hasMessageContaining("ConnectionFactory");
        assertThatThrownBy(() -> context.lookup("dynamicQueues/")).isInstanceOf(NameNotFoundException.class);
    }

    @Test
    void context_isReadOnlyAndListable() throws NamingException {
        Context context = context("queue.in", "in");
        assertThatThrownBy(() -> context.bind("x", "y")).isInstanceOf(OperationNotSupportedException.class);
        assertThatThrownBy(() -> context.createSubcontext("x")).isInstanceOf(OperationNotSupportedException.class);
        assertThat(Collections.list(context.list("")))
                .extracting(NameClassPair::getName)
                .containsExactlyInAnyOrder(
                        "in",
                        "ConnectionFactory",
                        "QueueConnectionFactory",
                        "TopicConnectionFactory",
                        "XAConnectionFactory",
                        "XAQueueConnectionFactory",
                        "XATopicConnectionFactory");
        assertThat(context.lookup("")).isInstanceOf(Context.class);
        assertThat(new PetrelInitialContextFactory().getInitialContext(null).composeName("a", "b"))
                .isEqualTo("b/a");
        assertThat(Collections.list(context.listBindings(""))).hasSize(7);
    }

    /** As in a container: the classes come from a loader that is not the thread's, or the thread has none. */
    @Test
    void lookup_anyContextClassLoader_works() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader unrelated = new URLClassLoader(new URL[0], null)) {
            for (ClassLoader loader : new ClassLoader[] {unrelated, null}) {
                Thread.currentThread().setContextClassLoader(loader);
                Context context = new PetrelInitialContextFactory().getInitialContext(null);
                PetrelConnectionFactory factory = (PetrelConnectionFactory) context.lookup("ConnectionFactory");
                factory.createConnection().close();
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    // ---- references ----

    private static Object fromReference(Reference reference) throws NamingException {
        return new PetrelObjectFactory().getObjectInstance(reference, null, null, null);
    }

    @Test
    void references_ofOurObjects_giveEqualObjects() throws NamingException {
        Context context = context("connectionFactory.f", "petrel:mem:ref", "queue.q", "in", "topic.t", "news");
        ((PetrelConnectionFactory) context.lookup("f")).setClientId("desk");
        for (String name : new String[] {"f", "q", "t"}) {
            Object object = context.lookup(name);
            Reference reference = ((Referenceable) object).getReference();
            assertThat(reference.getFactoryClassName()).isEqualTo(PetrelObjectFactory.class.getName());
            assertThat(reference.getFactoryClassLocation()).isNull();
            assertThat(fromReference(reference)).isEqualTo(object).isNotSameAs(object);
        }
    }

    @Test
    void reference_asAContainerMakesIt_isUnderstood() throws NamingException {
        Reference reference = new Reference("jakarta.jms.ConnectionFactory");
        reference.add(new StringRefAddr("scope", "Shareable"));
        reference.add(new StringRefAddr("auth", "Container"));
        reference.add(new StringRefAddr("singleton", "true"));
        reference.add(new StringRefAddr("brokerURL", "petrel:mem:container"));
        reference.add(new StringRefAddr("password", "x"));
        assertThat(((PetrelConnectionFactory) fromReference(reference)).getUrl())
                .isEqualTo("petrel:mem:container");
        Reference queue = new Reference("jakarta.jms.Queue", new StringRefAddr("physicalName", "in"));
        assertThat(fromReference(queue)).hasToString("in");
    }

    @Test
    void reference_withWhatWeDoNotKnow_isRefused() {
        Reference misspelt = new Reference("jakarta.jms.ConnectionFactory", new StringRefAddr("brokerUrI", "x"));
        assertThatThrownBy(() -> fromReference(misspelt))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("brokerUrI");
        Reference nameless = new Reference("jakarta.jms.Topic");
        assertThatThrownBy(() -> fromReference(nameless)).isInstanceOf(ConfigurationException.class);
        Reference binary = new Reference("jakarta.jms.ConnectionFactory", new RefAddr("url") {
            private static final long serialVersionUID = 1L;

            @Override
            public Object getContent() {
                return new byte[] {1};
            }
        });
        assertThatThrownBy(() -> fromReference(binary)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void objectsThatAreNotOurs_areLeftToOthers() throws NamingException {
        assertThat(new PetrelObjectFactory().getObjectInstance("text", null, null, null))
                .isNull();
        assertThat(fromReference(new Reference("javax.sql.DataSource"))).isNull();
    }
}
