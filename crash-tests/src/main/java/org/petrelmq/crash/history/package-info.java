/**
 * What clients of a broker did and saw across crashes, and who judges whether the broker kept its promises.
 *
 * <p>A {@link org.petrelmq.crash.history.History} is a list of {@link org.petrelmq.crash.history.Event}s: calls that start and
 * end, processes that start and are killed. A call whose end is missing, or that failed, may have had its effect, once. {@link
 * org.petrelmq.crash.history.Account} works out what became of each transaction and each delivery; each {@code Rule} judges
 * that by one promise; {@link org.petrelmq.crash.history.Checker} has the list of them.
 *
 * <p>May depend on: nothing. Concurrency: a history may be written by many threads; everything else is used by one.
 */
@NullMarked
package org.petrelmq.crash.history;

import org.jspecify.annotations.NullMarked;
