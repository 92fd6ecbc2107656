package org.petrelmq.client;

import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Capability;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.message.Address;
import org.petrelmq.selector.Selector;
import org.petrelmq.selector.SelectorException;

/** What a consumer or browser asks for, checked before an engine is asked for it. */
final class Sources {
    private Sources() {}

    /**
     * A spec with its selector, which the engine can do.
     *
     * @throws EngineException INVALID_SELECTOR, or GENERAL if the engine lacks what is asked for
     */
    static SourceSpec checked(ClientConnection connection, SourceSpec spec, @Nullable String selector)
            throws EngineException {
        SourceSpec selecting = spec.selecting(parse(selector));
        requireSupported(connection, selecting);
        return selecting;
    }

    private static @Nullable Selector parse(@Nullable String selector) throws EngineException {
        try {
            return Selector.parse(selector);
        } catch (SelectorException e) {
            throw new EngineException(Failure.INVALID_SELECTOR, String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireSupported(ClientConnection connection, SourceSpec spec) throws EngineException {
        boolean queue = spec.address() instanceof Address.Queue;
        if (spec.selector() != null) {
            connection.require(queue ? Capability.QUEUE_SELECTOR : Capability.TOPIC_SELECTOR, "A selector");
        }
        if (spec.noLocal()) {
            connection.require(Capability.NO_LOCAL, "noLocal");
        }
        switch (spec.kind()) {
            case BROWSER -> connection.require(Capability.BROWSE, "A browser");
            case SHARED -> connection.require(Capability.SHARED_SUB, "A shared subscription");
            case DURABLE -> connection.require(Capability.DURABLE_SUB, "A durable subscription");
            case SHARED_DURABLE -> connection.require(Capability.SHARED_DURABLE, "A shared durable subscription");
            case QUEUE, SUBSCRIPTION -> {}
        }
    }
}
