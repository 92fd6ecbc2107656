package org.petrelmq.conformance.selectors;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;
import org.petrelmq.conformance.selectors.Forms.Creation;

/** Section 3.8.1: every kind of consumer and browser takes a selector. */
@ConformanceTest
class SelectorFormsTest {

    @Test
    @Spec("3.8.1")
    @DisplayName(
            "Every consumer of the classic and domain-specific APIs receives only messages that its selector matches.")
    void consumer_ofClassicApi_receivesMatchingOnly(Jms jms) throws JMSException {
        Forms forms = new Forms(jms);
        assertThatOnlyMatchesCome(jms, forms, forms.ofQueue());
        assertThatOnlyMatchesCome(jms, forms, forms.ofTopic());
    }

    @Test
    @Spec("4.2.2")
    @Requires(Feature.SHARED_SUBSCRIPTIONS)
    @DisplayName("Only messages that the selector matches are added to a shared subscription.")
    void consumer_ofSharedSubscription_receivesMatchingOnly(Jms jms) throws JMSException {
        Forms forms = new Forms(jms);
        assertThatOnlyMatchesCome(jms, forms, forms.shared());
    }

    private static void assertThatOnlyMatchesCome(
            Jms jms, Forms forms, Map<String, Creation<MessageConsumer>> creations) throws JMSException {
        for (Map.Entry<String, Creation<MessageConsumer>> form : creations.entrySet()) {
            try (MessageConsumer consumer = form.getValue().with("size > 5")) {
                forms.send(5, "small");
                forms.send(6, "large");
                assertThat(jms.receiveText(consumer)).as(form.getKey()).isEqualTo("large");
            }
        }
    }

    @Test
    @Spec("3.8.1")
    @Requires({Feature.SIMPLIFIED_API, Feature.SHARED_SUBSCRIPTIONS})
    @DisplayName("Every consumer of a JMSContext receives only messages that its selector matches.")
    void consumer_ofContext_receivesMatchingOnly(Jms jms) throws JMSException {
        Forms forms = new Forms(jms);
        for (Map<String, Creation<JMSConsumer>> group : List.of(forms.ofContext(), forms.sharedOfContext())) {
            for (Map.Entry<String, Creation<JMSConsumer>> form : group.entrySet()) {
                try (JMSConsumer consumer = form.getValue().with("size > 5")) {
                    forms.send(5, "small");
                    forms.send(6, "large");
                    assertThat(Forms.nextText(consumer)).as(form.getKey()).isEqualTo("large");
                }
            }
        }
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName(
            "A selector that is null or empty is none: the consumer receives all messages, and getMessageSelector returns null.")
    void noSelector_consumerOfClassicApi_receivesAll(Jms jms) throws JMSException {
        Forms forms = new Forms(jms);
        for (Map<String, Creation<MessageConsumer>> group : List.of(forms.ofQueue(), forms.ofTopic(), forms.shared())) {
            for (Map.Entry<String, Creation<MessageConsumer>> form : group.entrySet()) {
                for (String none : new String[] {null, ""}) {
                    try (MessageConsumer consumer = form.getValue().with(none)) {
                        assertThat(consumer.getMessageSelector())
                                .as(form.getKey())
                                .isNull();
                        forms.send(1, "any");
                        assertThat(jms.receiveText(consumer)).as(form.getKey()).isEqualTo("any");
                    }
                }
            }
        }
    }

    @Test
    @Spec("3.8.1.1")
    @Requires({Feature.SIMPLIFIED_API, Feature.SHARED_SUBSCRIPTIONS})
    @DisplayName("A selector that is null or empty is none for consumers of a JMSContext too.")
    void noSelector_consumerOfContext_receivesAll(Jms jms) throws JMSException {
        Forms forms = new Forms(jms);
        for (Map<String, Creation<JMSConsumer>> group : List.of(forms.ofContext(), forms.sharedOfContext())) {
            for (Map.Entry<String, Creation<JMSConsumer>> form : group.entrySet()) {
                for (String none : new String[] {null, ""}) {
                    try (JMSConsumer consumer = form.getValue().with(none)) {
                        assertThat(consumer.getMessageSelector())
                                .as(form.getKey())
                                .isNull();
                        forms.send(1, "any");
                        assertThat(Forms.nextText(consumer)).as(form.getKey()).isEqualTo("any");
                    }
                }
            }
        }
    }

    @Test
    @Spec("JD MessageConsumer.getMessageSelector")
    @DisplayName("getMessageSelector returns the selector with which the consumer or browser was created.")
    void getMessageSelector_selectorSet_returnsIt(Jms jms) throws JMSException {
        Forms forms = new Forms(jms);
        String selector = " size > 5  OR colour = 'it''s' ";
        for (Map<String, Creation<MessageConsumer>> group : List.of(forms.ofQueue(), forms.ofTopic(), forms.shared())) {
            for (Map.Entry<String, Creation<MessageConsumer>> form : group.entrySet()) {
                try (MessageConsumer consumer = form.getValue().with(selector)) {
                    assertThat(consumer.getMessageSelector()).as(form.getKey()).isEqualTo(selector);
                }
            }
        }
        for (Map.Entry<String, Creation<QueueBrowser>> form : forms.browsers().entrySet()) {
            try (QueueBrowser browser = form.getValue().with(selector)) {
                assertThat(browser.getMessageSelector()).as(form.getKey()).isEqualTo(selector);
            }
        }
    }

    @Test
    @Spec("4.1.7")
    @DisplayName("A browser with a selector shows the messages that it matches, in their order.")
    void browser_withSelector_showsMatchesInOrder(Jms jms) throws JMSException {
        Forms forms = new Forms(jms);
        forms.send(6, "one");
        forms.send(5, "two");
        forms.send(7, "three", "four");
        for (Map.Entry<String, Creation<QueueBrowser>> form : forms.browsers().entrySet()) {
            try (QueueBrowser browser = form.getValue().with("size > 5")) {
                assertThat(jms.browseTexts(browser)).as(form.getKey()).containsExactly("one", "three", "four");
            }
            try (QueueBrowser browser = form.getValue().with("")) {
                assertThat(browser.getMessageSelector()).isNull();
                assertThat(jms.browseTexts(browser)).as(form.getKey()).containsExactly("one", "two", "three", "four");
            }
        }
    }
}
