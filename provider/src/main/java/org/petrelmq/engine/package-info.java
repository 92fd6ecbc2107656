/**
 * The SPI that every engine implements: what the JMS semantics of {@code client} are written against.
 *
 * <p>{@link org.petrelmq.engine.EngineProvider} (found by URL scheme) opens an {@link org.petrelmq.engine.Engine}, that
 * gives {@link org.petrelmq.engine.EngineConnection}s, they give {@link org.petrelmq.engine.EngineSession}s, and those
 * send, and open {@link org.petrelmq.engine.Source}s to receive from. The facade above owns the JMS state machine,
 * acknowledgement policy, listeners and messages' mutability; the engine owns routing, storage, order, redelivery state,
 * timers and the evaluation of selectors.
 *
 * <p>May depend on: message, selector. Concurrency: an engine and its connections are used by many threads; a session and
 * its sources by one at a time, which the facade guarantees.
 *
 * <p>This package may change until 1.0.
 */
@NullMarked
package org.petrelmq.engine;

import org.jspecify.annotations.NullMarked;
