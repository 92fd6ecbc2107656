/**
 * The message in motion: what a send freezes and every receiver shares.
 *
 * <p>Start with {@link org.petrelmq.message.Envelope}: a {@link org.petrelmq.message.Stamp} (what the send decided), the
 * {@link org.petrelmq.message.Headers} (what the application set), the properties ({@link
 * org.petrelmq.message.NamedValues}) and a {@link org.petrelmq.message.Body}. {@link org.petrelmq.message.EnvelopeCodec}
 * turns one into bytes and back.
 *
 * <p>May depend on: nothing. Concurrency: everything here is immutable once built, so any thread may read it; the
 * {@link org.petrelmq.message.NamedValues.Editor} belongs to one thread.
 *
 * <p>This package is part of the engine SPI and may change until 1.0.
 */
@NullMarked
package org.petrelmq.message;

import org.jspecify.annotations.NullMarked;
