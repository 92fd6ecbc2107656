package org.petrelmq.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the parts of a message are equal to, how they describe themselves and how much memory they say they take. */
class ValuesTest {
    private static NamedValues named(Object... pairs) {
        return Envelopes.with("any", pairs).properties();
    }

    private static void assertEqual(Object one, Object other) {
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isEqualTo(one);
    }

    @Test
    void address_equal_kindNameAndTemporary() {
        assertEqual(Address.queue("a"), new Address.Queue("a", false));
        assertEqual(Address.topic("a"), new Address.Topic("a", false));
        assertThat(Address.queue("a"))
                .isNotEqualTo(Address.topic("a"))
                .isNotEqualTo(Address.queue("b"))
                .isNotEqualTo(new Address.Queue("a", true))
                .isNotEqualTo("a");
        assertThat(Address.topic("a"))
                .isNotEqualTo(Address.queue("a"))
                .isNotEqualTo(Address.topic("b"))
                .isNotEqualTo(new Address.Topic("a", true))
                .isNotEqualTo("a");
    }

    @Test
    void address_hashCode_differsByNameAndKind() {
        assertThat(List.of(
                        Address.queue("a").hashCode(), Address.queue("b").hashCode(),
                        Address.topic("a").hashCode(), Address.topic("b").hashCode()))
                .doesNotHaveDuplicates();
    }

    @Test
    void address_describe_kindAndName() {
        assertThat(Address.queue("a")).hasToString("queue 'a'");
        assertThat(new Address.Queue("a", true)).hasToString("temporary queue 'a'");
        assertThat(Address.topic("a")).hasToString("topic 'a'");
        assertThat(new Address.Topic("a", true)).hasToString("temporary topic 'a'");
    }

    @Test
    void messageId_equal_sameTextHoweverItWasMade() {
        assertEqual(MessageId.of("ID:x:", 12), MessageId.ofText("ID:x:12"));
        assertThat(MessageId.of("ID:x:", 12))
                .isNotEqualTo(MessageId.of("ID:x:", 13))
                .isNotEqualTo("ID:x:12");
    }

    @Test
    void namedValues_equal_inAnyOrder() {
        assertEqual(named("a", 1, "b", "x"), named("b", "x", "a", 1));
        assertEqual(NamedValues.EMPTY, named());
        assertThat(named("a", 1, "b", "x"))
                .isNotEqualTo(named("a", 1))
                .isNotEqualTo(named("a", 1, "c", "x"))
                .isNotEqualTo(named("a", 1, "b", "y"))
                .isNotEqualTo(named("a", 1, "b", null))
                .isNotEqualTo("{a=1, b=x}");
        assertThat(named("a", null)).isNotEqualTo(named("b", null));
        assertThat(named("a", 1).hashCode()).isNotEqualTo(named("a", 2).hashCode());
        assertThat(named("a", 1, "b", 2).hashCode())
                .isNotEqualTo(named("a", 1, "b", 3).hashCode());
    }

    @Test
    void namedValues_toString_namesAndValues() {
        assertThat(NamedValues.EMPTY).hasToString("{}");
        assertThat(named("a", 1, "b", "x")).hasToString("{a=1, b=x}");
    }

    @Test
    void bytes_equal_asFarAsTheyCount() {
        assertEqual(new Body.Bytes(new byte[] {1, 2, 3}, 2), new Body.Bytes(new byte[] {1, 2}, 2));
        assertThat(new Body.Bytes(new byte[] {1, 2}, 2))
                .isNotEqualTo(new Body.Bytes(new byte[] {1, 2}, 1))
                .isNotEqualTo(new Body.Bytes(new byte[] {1, 3}, 2));
    }

    // ---- memory: a limit is kept only if nothing large is forgotten ----

    @Test
    void footprint_texts_countsTwoBytesACharacter() {
        long empty = Envelopes.text("").footprint();
        assertThat(empty).isPositive();
        assertThat(Envelopes.text("x".repeat(1000)).footprint()).isEqualTo(empty + 2000);
    }

    @Test
    void footprint_bodies_countWhatTheyHold() {
        byte[] large = new byte[10_000];
        assertThat(new Body.Bytes(large, 0).footprint()).isBetween(10_000L, 10_100L);
        assertThat(new Body.Serialized(large).footprint()).isBetween(10_000L, 10_100L);
        assertThat(new Body.Stream(List.of(large, "x".repeat(5_000), 1)).footprint())
                .isBetween(20_000L, 20_300L);
        assertThat(new Body.Entries(named("a", large)).footprint()).isBetween(10_000L, 10_300L);
    }

    @Test
    void footprint_properties_countNamesAndValues() {
        assertThat(NamedValues.EMPTY.footprint()).isZero();
        long one = named("a", 1).footprint();
        assertThat(one).isBetween(100L, 250L);
        assertThat(named("a", null).footprint()).isEqualTo(one - 16);
        assertThat(named("a", "x".repeat(1_000)).footprint()).isEqualTo(one + 2_000 + 24);
        assertThat(named("a".repeat(1_001), 1).footprint()).isEqualTo(one + 2_000);
        assertThat(named("a", 1, "b", 2).footprint()).isGreaterThanOrEqualTo(one + 90);
    }

    @Test
    void footprint_headers_areCounted() {
        Envelope plain = Envelopes.text("a");
        Headers headers = Headers.of("c".repeat(1_000), null, "t".repeat(500));
        Envelope with = new Envelope(plain.stamp(), headers, plain.properties(), plain.body());
        assertThat(with.footprint()).isEqualTo(plain.footprint() + 2 * 40 + 3_000);
    }
}
