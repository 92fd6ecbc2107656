/**
 * The embedded engine: destinations, dispatch, subscriptions, transactions, redelivery, scheduling, limits.
 *
 * <p>{@code CoreBroker} is the engine and finds the queues of an address; {@code QueueCore} is a queue (and a
 * subscription is a queue), a plain state machine that {@code QueueGuard} makes thread-safe; {@code CoreSession} sends,
 * polls through {@code CoreSource}, and settles. {@code BrokerRegistry} opens and ends brokers, {@code Recovered} brings back what a
 * store kept. Start with {@code QueueCore}.
 *
 * <p>May depend on: engine, message, selector, store, util. Concurrency: {@code QueueCore}, {@code Transaction} and the
 * subscription classes hold no locks, threads, clocks or I/O. A queue's guard is held for a few hundred nanoseconds, never
 * two guards at a time, and nothing foreign (store, signal, user code) is called while one is held: what remains to be done
 * afterwards is collected as {@code Effects}.
 */
@NullMarked
package org.petrelmq.core;

import org.jspecify.annotations.NullMarked;
