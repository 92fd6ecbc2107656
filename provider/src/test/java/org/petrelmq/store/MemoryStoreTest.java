package org.petrelmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.Envelopes;
import org.petrelmq.store.MemoryStore.Completing;
import org.petrelmq.store.StoreRecord.Enqueued;

class MemoryStoreTest {
    private final List<String> completed = new ArrayList<>();

    private StoreCompletion completion(String name) {
        return new StoreCompletion() {
            @Override
            public void stored() {
                completed.add(name);
            }

            @Override
            public void failed(StoreException cause) {
                completed.add(name + " failed");
            }
        };
    }

    @Test
    void append_atOnce_completesBeforeItReturns() {
        new MemoryStore().append(List.of(new Enqueued(Envelopes.text("x"), 1)), completion("a"));
        assertThat(completed).containsExactly("a");
    }

    @Test
    void append_atSync_completesInOrderAtTheSync() {
        MemoryStore store = new MemoryStore(Completing.AT_SYNC);
        store.append(List.of(new Enqueued(Envelopes.text("x"), 1)), completion("a"));
        store.append(List.of(new Enqueued(Envelopes.text("y"), 1)), completion("b"));
        assertThat(completed).isEmpty();
        store.sync();
        assertThat(completed).containsExactly("a", "b");
        store.sync();
        assertThat(completed).containsExactly("a", "b");
    }

    @Test
    void append_givesPlacesInTheOrderOfAppending() {
        MemoryStore store = new MemoryStore();
        Enqueued first = new Enqueued(Envelopes.text("x"), 1);
        Enqueued second = new Enqueued(Envelopes.text("y"), 1, 2);
        store.append(List.of(first, new StoreRecord.Settled(1, 5), second), completion("a"));
        assertThat(second.place()).isGreaterThan(first.place());
        assertThat(store.nextPlace()).isGreaterThan(second.place());
        assertThat(first.isKept()).isFalse();
    }

    @Test
    void pageOut_andRead_givesAnEqualMessage() throws StoreException {
        MemoryStore store = new MemoryStore();
        Envelope envelope = Envelopes.with("x", "colour", "blue");
        long location = store.pageOut(envelope);
        assertThat(store.readPaged(location)).isEqualTo(envelope).isNotSameAs(envelope);
        store.discard(location);
        assertThatThrownBy(() -> store.readPaged(location)).isInstanceOf(StoreException.class);
    }
}
