package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.QueueBrowser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.1.8: what is left of a closed context. */
@ConformanceTest
@Requires(Feature.SIMPLIFIED_API)
class ClosedContextTest {

    @Test
    @Spec("6.1.8")
    @DisplayName("Every method of a closed context except close throws IllegalStateRuntimeException.")
    void context_closed_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        for (int mode : new int[] {JMSContext.CLIENT_ACKNOWLEDGE, JMSContext.SESSION_TRANSACTED}) {
            JMSContext context = jms.context(mode);
            context.close();
            methods.throwsFrom(JMSContext.class, context, IllegalStateRuntimeException.class);
        }
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "Every method of a closed context whose connection is still used by others throws IllegalStateRuntimeException.")
    void context_closedWithOpenSibling_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        JMSContext context = jms.context();
        JMSContext sibling = jms.closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        context.close();
        methods.throwsFrom(JMSContext.class, context, IllegalStateRuntimeException.class);
        assertThat(sibling.getSessionMode()).isEqualTo(JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "Every method of a consumer of a closed context throws IllegalStateRuntimeException, and of a browser IllegalStateException.")
    void consumerAndBrowser_contextClosed_throw(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        QueueBrowser browser = context.createBrowser(jms.queue());
        context.close();
        methods.throwsFrom(JMSConsumer.class, consumer, IllegalStateRuntimeException.class);
        methods.throwsFrom(QueueBrowser.class, browser, IllegalStateException.class);
        JMSConsumer closedItself = jms.context().createConsumer(jms.queue());
        closedItself.close();
        closedItself.close();
        methods.throwsFrom(JMSConsumer.class, closedItself, IllegalStateRuntimeException.class);
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("Every send of a producer of a closed context throws IllegalStateRuntimeException.")
    void producer_contextClosed_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        JMSContext context = jms.context();
        JMSProducer producer = context.createProducer();
        context.close();
        methods.throwsFrom(
                JMSProducer.class,
                producer,
                IllegalStateRuntimeException.class,
                method -> method.getName().equals("send"));
        jms.send(jms.queue(), "sentinel");
        assertThat(jms.textsOn(jms.queue())).containsExactly("sentinel");
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("Closing a context and its consumers again is ignored any number of times.")
    void close_repeated_isIgnored(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        QueueBrowser browser = context.createBrowser(jms.queue());
        for (int i = 0; i < 3; i++) {
            context.close();
            consumer.close();
            browser.close();
        }
        assertThatThrownBy(context::start).isInstanceOf(IllegalStateRuntimeException.class);
    }
}
