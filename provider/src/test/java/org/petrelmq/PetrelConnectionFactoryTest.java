package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import java.beans.BeanInfo;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PetrelConnectionFactoryTest {
    @RegisterExtension
    final OwnBroker broker = new OwnBroker();

    @Test
    void properties_areThoseOfAJavaBean() throws Exception {
        BeanInfo info = Introspector.getBeanInfo(PetrelConnectionFactory.class);
        assertThat(info.getPropertyDescriptors())
                .extracting(PropertyDescriptor::getName)
                .contains("url", "brokerURL", "user", "userName", "password", "clientId", "allowedClasses");
        PetrelConnectionFactory factory = new PetrelConnectionFactory();
        factory.setBrokerURL("petrel:mem:bean");
        factory.setUserName("ann");
        assertThat(factory.getUrl()).isEqualTo("petrel:mem:bean");
        assertThat(factory.getUser()).isEqualTo("ann");
    }

    @Test
    void noArguments_sharesTheDefaultBroker() throws JMSException {
        try (Broker shared = Broker.open(PetrelConnectionFactory.DEFAULT_URL);
                JMSContext context = new PetrelConnectionFactory().createContext()) {
            context.createProducer().send(context.createQueue("q"), "x");
            assertThat(shared.admin().count("q")).isEqualTo(1);
        }
    }

    @Test
    void serialized_comesBackEqualWithoutPassword() throws Exception {
        PetrelConnectionFactory factory = new PetrelConnectionFactory(broker.url());
        factory.setUser("ann");
        factory.setPassword("s3cr3t-word");
        factory.setClientId("desk");
        byte[] bytes = serialize(factory);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("s3cr3t-word");
        PetrelConnectionFactory copy = (PetrelConnectionFactory) deserialize(bytes);
        assertThat(copy).isEqualTo(factory).hasSameHashCodeAs(factory);
        assertThat(factory.toString()).contains(broker.url()).doesNotContain("s3cr3t-word");
        assertThat(factory.getReference().toString()).doesNotContain("s3cr3t-word");
        try (Connection connection = copy.createConnection()) {
            assertThat(connection.getClientID()).isEqualTo("desk");
        }
    }

    @Test
    void clientId_ofTheFactory_isTheConnections() throws JMSException {
        PetrelConnectionFactory factory = broker.factory();
        factory.setClientId("desk");
        try (Connection connection = factory.createConnection()) {
            assertThat(connection.getClientID()).isEqualTo("desk");
            assertThatThrownBy(factory::createConnection)
                    .isInstanceOf(InvalidClientIDException.class)
                    .hasMessageContaining("desk");
            assertThatThrownBy(() -> connection.setClientID("other")).isInstanceOf(JMSException.class);
            assertThat(connection.getClientID()).isEqualTo("desk");
        }
        factory.createConnection().close();
    }

    @Test
    void createContext_unknownMode_leavesNoConnection() {
        PetrelConnectionFactory factory = broker.factory();
        factory.setClientId("desk");
        assertThatThrownBy(() -> factory.createContext(-1)).hasMessageContaining("-1");
        factory.createContext().close();
    }

    // ---- objects ----

    /** A class that is on no list. */
    public static final class Unlisted implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String text;

        Unlisted(String text) {
            this.text = text;
        }
    }

    private Serializable roundTrip(PetrelConnectionFactory factory, Serializable object) throws JMSException {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("objects"), object);
            return ((ObjectMessage) context.createConsumer(context.createQueue("objects"))
                            .receiveNoWait())
                    .getObject();
        }
    }

    @Test
    void object_ofCommonClasses_isRead() throws JMSException {
        List<Object> list = new ArrayList<>(Arrays.asList(1, "two", 3.0, java.time.LocalDate.of(2026, 1, 1)));
        list.add(java.util.UUID.randomUUID());
        list.add(new int[] {1, 2}.length);
        assertThat(roundTrip(broker.factory(), (Serializable) list)).isEqualTo(list);
        assertThat(roundTrip(broker.factory(), new String[] {"a"})).isEqualTo(new String[] {"a"});
        assertThat(roundTrip(broker.factory(), new byte[][] {{1}})).isEqualTo(new byte[][] {{1}});
    }

    @Test
    void object_ofAnotherClass_isRefusedNamingTheSetting() {
        assertThatThrownBy(() -> roundTrip(broker.factory(), new Unlisted("x")))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("allowedClasses");
    }

    @Test
    void object_allowedByPropertyOrUrl_isRead() throws JMSException {
        PetrelConnectionFactory factory = broker.factory();
        factory.setAllowedClasses("org.petrelmq.*");
        assertThat(((Unlisted) roundTrip(factory, new Unlisted("x"))).text).isEqualTo("x");
        PetrelConnectionFactory byUrl = new PetrelConnectionFactory(
                broker.url() + "?allowedClasses=" + Unlisted.class.getName().replace("$", "%24"));
        assertThat(((Unlisted) roundTrip(byUrl, new Unlisted("y"))).text).isEqualTo("y");
    }

    @Test
    void allowedClasses_malformed_isRefused() {
        for (String wrong : new String[] {"maxdepth=5", "a;b", "!java.lang.String"}) {
            assertThatThrownBy(() -> broker.factory().setAllowedClasses(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static byte[] serialize(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("BanSerializableRead")
    private static Object deserialize(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}
