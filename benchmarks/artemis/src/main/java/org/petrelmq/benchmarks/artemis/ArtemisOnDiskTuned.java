package org.petrelmq.benchmarks.artemis;

import org.apache.activemq.artemis.core.config.Configuration;

/**
 * Artemis with its journal's buffer timeout set to what the device takes for a write, as its documentation recommends: by
 * default it waits up to 3.3 ms for more to write.
 */
public final class ArtemisOnDiskTuned extends ArtemisOnDisk {
    private static final int NANOS = 100_000;

    /** Made by name. */
    public ArtemisOnDiskTuned() {}

    @Override
    protected void configure(Configuration configuration) {
        configuration.setJournalBufferTimeout_NIO(NANOS).setJournalBufferTimeout_AIO(NANOS);
    }
}
