/**
 * The semantics of JMS with no jakarta types: acknowledgement modes, recover, the listeners' thread, send options, and the
 * life of connections, sessions and consumers. The classic and the simplified API are two thin siblings above it.
 *
 * <p>Start with {@link org.petrelmq.client.ClientSession}: it owns the gate under which messages are polled, settled and
 * handed over, and that stop and close take from the other side. {@link org.petrelmq.client.ClientConnection} is the life
 * cycle above it, {@code ListenerPump} the thread that runs listeners, {@code AckLedger} the acknowledgement modes.
 *
 * <p>May depend on: engine, message, selector, util. Concurrency: connections are for many threads, a session and what it
 * made for one at a time, except for close, which comes from anywhere. User code never runs under a gate. Whoever waits for user code
 * notes it in {@code Callbacks}, which refuses to wait in a circle.
 */
@NullMarked
package org.petrelmq.client;

import org.jspecify.annotations.NullMarked;
