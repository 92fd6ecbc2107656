package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.petrelmq.core.Entries.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlaceOrderTest {

    @Test
    void first_isStrictlyByPriorityThenBySequence() {
        PlaceOrder order = new PlaceOrder();
        order.add(entry("low", 0, 1));
        order.add(entry("b", 4, 2));
        order.add(entry("high", 9, 3));
        order.add(entry("c", 4, 4));
        assertThat(drain(order)).containsExactly("high", "b", "c", "low");
    }

    @Test
    void addReturned_goesBackToItsPlace() {
        PlaceOrder order = new PlaceOrder();
        for (int i = 1; i <= 5; i++) {
            order.add(entry("m" + i, i));
        }
        Node first = order.first();
        order.remove(first);
        Node second = order.first();
        order.remove(second);
        order.addReturned(second);
        order.addReturned(first);
        assertThat(drain(order)).containsExactly("m1", "m2", "m3", "m4", "m5");
    }

    @Test
    void add_sequencesOutOfOrder_areSorted() {
        PlaceOrder order = new PlaceOrder();
        for (int sequence : new int[] {2, 1, 4, 3, 5}) {
            order.add(entry("m" + sequence, sequence));
        }
        assertThat(drain(order)).containsExactly("m1", "m2", "m3", "m4", "m5");
    }

    @Test
    void randomOperations_agreeWithASortedSet() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            PlaceOrder order = new PlaceOrder();
            TreeSet<Entry> model = new TreeSet<>((a, b) -> a == b ? 0 : a.before(b) ? -1 : 1);
            List<Entry> out = new ArrayList<>();
            for (int step = 0; step < 200; step++) {
                int action = random.nextInt(5);
                if (action < 2) {
                    Entry entry = entry("m" + step, random.nextInt(10), (step - random.nextInt(3)) * 1000L + step);
                    order.add(entry);
                    model.add(entry);
                } else if (action < 4 && !model.isEmpty()) {
                    Entry taken = random.nextBoolean() ? model.first() : any(model, random);
                    order.remove(taken);
                    model.remove(taken);
                    out.add(taken);
                } else if (!out.isEmpty()) {
                    Entry back = out.remove(random.nextInt(out.size()));
                    order.addReturned(back);
                    model.add(back);
                }
                assertThat(order.first()).isSameAs(model.isEmpty() ? null : model.first());
                assertThat(order.size()).isEqualTo(model.size());
            }
            assertThat(order.toList()).containsExactlyElementsOf(model);
        }
    }

    private static Entry any(Set<Entry> entries, Random random) {
        return entries.stream().skip(random.nextInt(entries.size())).findFirst().orElseThrow();
    }

    private static List<String> drain(PlaceOrder order) {
        List<String> texts = new ArrayList<>();
        for (Node node = order.first(); node != null; node = order.first()) {
            texts.add(Entries.textOf(node.entry()));
            order.remove(node);
        }
        return texts;
    }
}
