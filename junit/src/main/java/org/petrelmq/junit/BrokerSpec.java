package org.petrelmq.junit;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.petrelmq.BrokerOptions;

/**
 * What broker a test is to have.
 *
 * @param name of the extension; empty for the one without
 * @param durable whether it is on disk
 * @param scope who shares it
 * @param urlOptions options as in a URL
 * @param options sets options that are objects
 * @param clockRuns whether its time runs by itself, too
 * @param leakCheck what is looked for after a test
 * @param patience how long something may take that another thread does
 */
record BrokerSpec(
        String name,
        boolean durable,
        BrokerScope scope,
        List<String> urlOptions,
        Consumer<BrokerOptions.Builder> options,
        boolean clockRuns,
        Set<Leak> leakCheck,
        Duration patience) {
    /** The default of everything. */
    static final BrokerSpec PLAIN = new BrokerSpec(
            "",
            false,
            BrokerScope.METHOD,
            List.of(),
            options -> {},
            false,
            Set.of(Leak.values()),
            Duration.ofSeconds(10));

    static BrokerSpec of(PetrelTest annotation) {
        return new BrokerSpec(
                "",
                annotation.durable(),
                annotation.scope(),
                List.of(annotation.options()),
                PLAIN.options,
                false,
                Set.of(annotation.leakCheck()),
                PLAIN.patience);
    }
}
