package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petrelmq.engine.EngineException;

class BrokerConfigTest {

    @Test
    void of_nothing_hasTheDefaults() throws EngineException {
        BrokerConfig config = BrokerConfig.of(Map.of());
        assertThat(config.destinations().queue("q").maxDeliveries()).isEqualTo(10);
        assertThat(config.destinations().queue("q").deadLetterQueue()).isEqualTo("DLQ");
        assertThat(config.sendTimeoutMillis()).isEqualTo(10_000);
        assertThat(config.memoryLimit()).isGreaterThanOrEqualTo(64L << 20);
        assertThat(config.replayOf("any")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "1k, 1024", "2M, 2097152", "1g, 1073741824", "0, 0"})
    void memoryLimit(String text, long bytes) throws EngineException {
        assertThat(BrokerConfig.of(Map.of("memoryLimit", text)).memoryLimit()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "10s, 10000", "2m, 120000", "0ms, 0"})
    void sendTimeout(String text, long millis) throws EngineException {
        assertThat(BrokerConfig.of(Map.of("sendTimeout", text)).sendTimeoutMillis())
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "memoryLimit, -1", "memoryLimit, 1t", "memoryLimit, k", "memoryLimit, 9999999999g", "memoryLimit, ''",
        "sendTimeout, 10", "sendTimeout, s", "sendTimeout, 1h", "maxDeliveries, -1", "maxDeliveries, many",
        "maxDeliveries, 3000000000", "deadLetterQueue, ''", "replay, news", "replay, news:x", "replay, :5",
        "replay, 'a:1,'", "replay, 'a.>.b:1'", "credentials, me", "time, now"
    })
    void malformed(String option, String value) {
        assertThatThrownBy(() -> BrokerConfig.of(Map.of(option, value)))
                .isInstanceOf(EngineException.class)
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    @Test
    void unknownOption_namesTheNearest() {
        assertThatThrownBy(() -> BrokerConfig.of(Map.of("memorylimits", "1m")))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("memorylimits")
                .hasMessageContaining("'memoryLimit'");
    }

    @Test
    void replay_firstRuleThatMatchesCounts() throws EngineException {
        BrokerConfig config = BrokerConfig.of(Map.of("replay", "chat.lobby:3,chat.>:20"));
        assertThat(config.replayOf("chat.lobby")).isEqualTo(3);
        assertThat(config.replayOf("chat.other")).isEqualTo(20);
        assertThat(config.replayOf("news")).isZero();
    }

    @Test
    void requireCompatible_otherValue_namesOptionAndValues() throws EngineException {
        BrokerConfig config = BrokerConfig.of(Map.of("maxDeliveries", "5"));
        config.requireCompatible("b", Map.of());
        config.requireCompatible("b", Map.of("maxDeliveries", "5"));
        assertThatThrownBy(() -> config.requireCompatible("b", Map.of("maxDeliveries", "6")))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("maxDeliveries")
                .hasMessageContaining("5")
                .hasMessageContaining("6");
        assertThatThrownBy(() -> config.requireCompatible("b", Map.of("sendTimeout", "1s")))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("sendTimeout");
    }
}
