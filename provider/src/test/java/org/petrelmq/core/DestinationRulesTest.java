package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petrelmq.core.QueuePolicy.Backoff;
import org.petrelmq.core.QueuePolicy.Overflow;
import org.petrelmq.engine.EngineException;

class DestinationRulesTest {

    private static DestinationRules rules(Map<String, Object> options) throws EngineException {
        return DestinationRules.of(QueuePolicy.maxDeliveries(10), options);
    }

    @Test
    void nothingGiven_isAsTheBrokerHasIt() throws EngineException {
        assertThat(rules(Map.of()).queue("q"))
                .isEqualTo(QueuePolicy.maxDeliveries(10).withLimit(0, Overflow.DROP_OLDEST));
    }

    @ParameterizedTest
    @CsvSource({"a.b.c, 1", "a.b.x, 2", "a.x.c, 3", "a.x.x, 4", "x.b.c, 5", "x, 6", "a, 6"})
    void thePatternThatSaysMostCounts(String name, int expected) throws EngineException {
        DestinationRules rules = rules(Map.of(
                "destination.>.maxDeliveries", "6",
                "destination.*.b.c.maxDeliveries", "5",
                "destination.a.>.maxDeliveries", "4",
                "destination.a.*.c.maxDeliveries", "3",
                "destination.a.b.*.maxDeliveries", "2",
                "destination.a.b.c.maxDeliveries", "1"));
        assertThat(rules.queue(name).maxDeliveries()).isEqualTo(expected);
    }

    @Test
    void eachOptionByItself() throws EngineException {
        DestinationRules rules = rules(Map.of(
                "destination.a.>.expiryQueue", "late",
                "destination.a.b.maxDeliveries", "1",
                "destination.a.b.redeliveryDelay", "2s",
                "destination.a.b.redeliveryMultiplier", "1.5",
                "destination.a.b.maxRedeliveryDelay", "1m"));
        QueuePolicy policy = rules.queue("a.b");
        assertThat(policy.expiryQueue()).isEqualTo("late");
        assertThat(policy.maxDeliveries()).isOne();
        assertThat(policy.backoff()).isEqualTo(new Backoff(2000, 1.5, 60_000));
        assertThat(policy.deadLetterQueue()).isEqualTo("DLQ");
    }

    @Test
    void limits_ofQueuesAndOfNonDurableSubscriptions() throws EngineException {
        DestinationRules rules = rules(Map.of(
                "destination.x.ring", "5",
                "destination.x.subscriberLimit", "7",
                "destination.x.slowSubscriber", "dropOldest"));
        assertThat(rules.queue("x").limit()).isEqualTo(5);
        assertThat(rules.subscription("x").limit()).isEqualTo(7);
        assertThat(rules.subscription("x").overflow()).isEqualTo(Overflow.DROP_OLDEST);
        assertThat(rules.durableSubscription("x").limit()).isZero();
        assertThat(rules.temporary().limit()).isZero();
    }

    @Test
    void whereDeadMessagesGo_deliversForEver() throws EngineException {
        DestinationRules rules =
                rules(Map.of("destination.a.deadLetterQueue", "dead", "destination.a.expiryQueue", "late"));
        assertThat(rules.queue("dead").maxDeliveries()).isZero();
        assertThat(rules.queue("late").maxDeliveries()).isZero();
        assertThat(rules.queue("DLQ").maxDeliveries()).isZero();
        assertThat(rules.queue("a").maxDeliveries()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "destination.a.maxDeliveries, many", "destination.a.ring, -1", "destination.a.slowSubscriber, drop",
        "destination.a.exclusive, yes", "destination.a.redeliveryMultiplier, 0.5",
                "destination.a.redeliveryMultiplier, x",
        "destination.a.redeliveryDelay, 5", "destination.a.expiryQueue, ''", "destination.a.lastValue, ''",
        "destination.maxDeliveries, 1", "destination..maxDeliveries, 1", "destination.>.a.ring, 1",
        "destination.a.maxDelivery, 1"
    })
    void malformed(String key, String value) {
        assertThatThrownBy(() -> BrokerConfig.of(Map.of(key, value)))
                .isInstanceOf(EngineException.class)
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    @Test
    void unknownOption_namesTheNearest() {
        assertThatThrownBy(() -> rules(Map.of("destination.a.maxDelivery", "1")))
                .hasMessageContaining("maxDelivery")
                .hasMessageContaining("'maxDeliveries'");
    }
}
