package org.petrelmq.engine;

import java.util.Set;

/**
 * What an engine can do.
 *
 * @param engine the engine's name, for error messages
 * @param supported what it supports
 * @param durability how safe a persistent message is when its send returns
 * @param order in which order a consumer receives
 */
public record Capabilities(String engine, Set<Capability> supported, Durability durability, Order order) {

    /** How safe a persistent message is when its send has returned. */
    public enum Durability {
        /** Lost with the process. */
        NONE,
        /** On this machine's disk. */
        FSYNC,
        /** On a majority of machines. */
        MAJORITY,
        /** On this machine, and later on another. */
        ASYNC_REPLICA
    }

    /** In which order messages of one sender arrive. */
    public enum Order {
        /** As sent, redeliveries in their place. */
        STRICT,
        /** As sent, for each consumer. */
        PER_CONSUMER,
        /** In any order. */
        NONE
    }

    /** Copies the set. */
    public Capabilities {
        supported = Set.copyOf(supported);
    }

    /**
     * Refuses what the engine cannot do.
     *
     * @param needed the capability
     * @param what what the caller asked for, as the subject of a sentence
     * @param instead the nearest alternative, a sentence
     * @throws EngineException GENERAL if it is missing
     */
    public void require(Capability needed, String what, String instead) throws EngineException {
        if (!supported.contains(needed)) {
            throw new EngineException(
                    Failure.GENERAL, what + " is not supported by the engine '" + engine + "'. " + instead);
        }
    }
}
