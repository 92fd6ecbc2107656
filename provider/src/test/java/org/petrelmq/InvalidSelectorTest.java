package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a selector, or too large, comes out of both APIs as their own exception, with the reason. */
class InvalidSelectorTest {
    @RegisterExtension
    final OwnBroker broker = new OwnBroker();

    static List<Arguments> invalid() {
        return List.of(
                Arguments.of("(".repeat(30_000) + "i = 5", "nested deeper than 250 levels"),
                Arguments.of("NOT ".repeat(16_000) + "t", "nested deeper than 250 levels"),
                Arguments.of("i = " + "-".repeat(30_000) + "j", "nested deeper than 250 levels"),
                Arguments.of("i = 0" + "+1".repeat(30_000), "more than 16384 operands and operators"),
                Arguments.of("i = 5" + " OR i = 5".repeat(10_000), "longer than 65536"),
                Arguments.of("i = 9223372036854775808", "The number \"9223372036854775808\" is out of the range"),
                Arguments.of("i = 09", "The number \"09\" is not written like an integer literal of Java"),
                Arguments.of("s LIKE 'a!' ESCAPE '!'", "ends in its escape character"),
                Arguments.of("s = 'x", "without closing quote"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void createConsumer_invalidSelector_saysWhy(String selector, String reason) throws JMSException {
        try (Connection connection = broker.factory().createConnection()) {
            Session session = connection.createSession();
            assertThatThrownBy(() -> session.createConsumer(session.createQueue("q"), selector))
                    .isInstanceOf(InvalidSelectorException.class)
                    .hasMessageContaining(reason);
        }
        try (JMSContext context = broker.context()) {
            assertThatThrownBy(() -> context.createConsumer(context.createTopic("t"), selector))
                    .isInstanceOf(InvalidSelectorRuntimeException.class)
                    .hasMessageContaining(reason);
        }
    }
}
