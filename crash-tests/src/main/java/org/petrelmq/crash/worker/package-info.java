/**
 * Programs for processes that will not end well: they open a store, work with it on many threads, and tell what they do, line
 * by line, on their standard output.
 *
 * <p>{@link org.petrelmq.crash.worker.Worker} is the one that the kill loop kills; its threads are {@code Role}s, which call the
 * API through a {@code Party}, which tells each call to a {@code Teller} before and after.
 *
 * <p>May depend on: history, the API, the provider's factories. Concurrency: one thread for each role; only the teller is
 * shared.
 */
@NullMarked
package org.petrelmq.crash.worker;

import org.jspecify.annotations.NullMarked;
