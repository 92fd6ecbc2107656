package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Signal;
import org.petrelmq.engine.Source;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.message.Address;
import org.petrelmq.message.Envelopes;
import org.petrelmq.store.MemoryStore;

/** What a consumer was woken for, whose session is busy, is for others. */
class BusySignalTest {
    private static final Address.Queue QUEUE = Address.queue("q");

    private final CountedBroker counted = new CountedBroker(new MemoryStore());
    private final List<String> woken = new ArrayList<>();

    @AfterEach
    void close() {
        counted.close();
    }

    private Source armed(String name, boolean busy) throws EngineException {
        Source source = counted.engineSession().open(SourceSpec.consumer(QUEUE), new Signal() {
            @Override
            public void ready() {
                woken.add(name);
            }

            @Override
            public boolean isBusy() {
                return busy;
            }
        });
        assertThat(source.arm()).isTrue();
        return source;
    }

    private void send() throws EngineException {
        counted.engineSession().send(Envelopes.text("m"), null);
    }

    @Test
    void busyOnes_areWoken_andThenTheFirstThatIsNot() throws EngineException {
        armed("busy", true);
        armed("busy too", true);
        armed("idle", false);
        armed("idle too", false);
        send();
        assertThat(woken).containsExactly("busy", "busy too", "idle");
    }

    @Test
    void oneThatCannotBeWoken_isNoReasonThatASendFails_norKeepsItsMessage() throws EngineException {
        Source broken = counted.engineSession().open(SourceSpec.consumer(QUEUE), () -> {
            throw new IllegalArgumentException("It must not throw.");
        });
        assertThat(broken.arm()).isTrue();
        armed("idle", false);
        send();
        assertThat(woken).containsExactly("idle");
    }

    @Test
    void manyBusyOnes_areNoMatterOfTheStack() throws EngineException {
        for (int i = 0; i < 20_000; i++) {
            armed("busy", true);
        }
        send();
        assertThat(woken).hasSize(20_000);
    }

    /** It was found busy, and has become idle, looked and armed again before its wake is passed on. */
    @Test
    void whoWaitsAgainMeanwhile_isWokenByTheNextMessage() throws EngineException {
        Source[] source = new Source[1];
        source[0] = counted.engineSession().open(SourceSpec.consumer(QUEUE), new Signal() {
            @Override
            public void ready() {
                woken.add("w");
            }

            @Override
            public boolean isBusy() {
                if (woken.size() > 1) {
                    return false;
                }
                try {
                    assertThat(source[0].take()).isNotNull();
                    assertThat(source[0].arm()).isTrue();
                } catch (EngineException e) {
                    throw new AssertionError(e);
                }
                return true;
            }
        });
        assertThat(source[0].arm()).isTrue();
        send();
        send();
        assertThat(woken).hasSize(2);
    }
}
