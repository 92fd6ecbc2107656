package org.petrelmq.conformance.exceptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 10.2 and 10.3: which exception, and what it says; what belongs to one chapter is tested there. */
@ConformanceTest
class ExceptionTypeTest {
    private static final List<Destination> FOREIGN = List.of(ForeignDestinations.queue(), ForeignDestinations.topic());

    @Test
    @Spec("10.3")
    @DisplayName(
            "A destination that the provider does not understand is refused with InvalidDestinationException for sending and receiving.")
    void foreignDestination_session_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(null);
        for (Destination foreign : FOREIGN) {
            assertThatThrownBy(() -> producer.send(foreign, session.createMessage()))
                    .isInstanceOf(InvalidDestinationException.class);
            assertThatThrownBy(() -> session.createProducer(foreign)).isInstanceOf(InvalidDestinationException.class);
            assertThatThrownBy(() -> session.createConsumer(foreign)).isInstanceOf(InvalidDestinationException.class);
        }
    }

    @Test
    @Spec("10.3")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName(
            "A destination that the provider does not understand is refused with InvalidDestinationRuntimeException by a context.")
    void foreignDestination_context_throws(Jms jms) {
        JMSContext context = jms.context();
        JMSProducer producer = context.createProducer();
        for (Destination foreign : FOREIGN) {
            assertThatThrownBy(() -> producer.send(foreign, "text"))
                    .isInstanceOf(InvalidDestinationRuntimeException.class);
            assertThatThrownBy(() -> context.createConsumer(foreign))
                    .isInstanceOf(InvalidDestinationRuntimeException.class);
        }
    }

    @Test
    @Spec("10.2")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("The exceptions that the provider throws have messages that describe the error.")
    void getMessage_everyKind_describesError(Jms jms) throws JMSException {
        Session session = jms.session();
        JMSContext context = jms.context();
        assertDescribed(() -> session.createConsumer(null), JMSException.class);
        assertDescribed(() -> session.createConsumer(jms.queue(), "no selector at all"), JMSException.class);
        assertDescribed(session::commit, JMSException.class);
        assertDescribed(() -> session.createConsumer(FOREIGN.get(0)), JMSException.class);
        assertDescribed(() -> session.createBytesMessage().readByte(), JMSException.class);
        assertDescribed(() -> session.unsubscribe("unknown"), JMSException.class);
        assertDescribed(() -> context.createConsumer(null), JMSRuntimeException.class);
        assertDescribed(() -> context.createConsumer(jms.queue(), "no selector at all"), JMSRuntimeException.class);
        assertDescribed(context::commit, JMSRuntimeException.class);
        assertDescribed(() -> context.unsubscribe("unknown"), JMSRuntimeException.class);
    }

    private static void assertDescribed(ThrowingCallable call, Class<? extends Exception> type) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(type);
        assertThat(thrown.getMessage()).isNotBlank();
    }
}
