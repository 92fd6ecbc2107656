package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

class TopicFilterTest {

    @ParameterizedTest
    @CsvSource({
        "chat, chat, true",
        "chat, Chat, false",
        "chat, chat.a, false",
        "chat.*, chat.a, true",
        "chat.*, chat, false",
        "chat.*, chat.a.b, false",
        "chat.>, chat.a, true",
        "chat.>, chat.a.b, true",
        "chat.>, chat, false",
        "chat.>, chats.a, false",
        "*, a, true",
        "*, a.b, false",
        ">, a, true",
        ">, a.b.c, true",
        "*.b, a.b, true",
        "*.b, b, false",
        "a.*.c, a.b.c, true",
        "a.*.c, a.b.b.c, false",
        "a.*.>, a.b.c.d, true",
        "a.*.>, a.b, false",
        "a.*, a., true",
        "a*, ab, false",
        "a*, a*, true",
        "a>, a>, true"
    })
    void matches(String filter, String topic, boolean expected) throws EngineException {
        assertThat(TopicFilter.of(filter).matches(topic)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", ">", "a.*", "a.>", "*.a"})
    void isPattern(String name) throws EngineException {
        assertThat(TopicFilter.isPattern(name)).isTrue();
        assertThat(TopicFilter.of(name).isPattern()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b", "a*", "*a", "a>b", "a.b*"})
    void isNoPattern(String name) throws EngineException {
        assertThat(TopicFilter.isPattern(name)).isFalse();
        assertThat(TopicFilter.of(name).isPattern()).isFalse();
    }

    @Test
    void of_restBeforeTheEnd_isRefused() {
        assertThatThrownBy(() -> TopicFilter.of("a.>.b"))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.failure()).isEqualTo(Failure.INVALID_DESTINATION));
    }
}
