/**
 * Thin adapters that implement {@code jakarta.jms}: the classic and the simplified API as siblings over the {@code client}
 * room, the six message facades, and the one table of exceptions.
 *
 * <p>Start with {@link org.petrelmq.jms.JmsConnection} (classic) and {@link org.petrelmq.jms.JmsContext} (simplified);
 * messages are {@code JmsMessage} and its subclasses, made by {@code JmsMessages}; {@link org.petrelmq.jms.JmsErrors} turns
 * failures into exceptions.
 *
 * <p>May depend on: client, engine, message. Concurrency: as the API has it for each type; adapters have no locks of their
 * own.
 */
@NullMarked
package org.petrelmq.jms;

import org.jspecify.annotations.NullMarked;
