/**
 * Processes as a test starts and ends them: {@link org.petrelmq.crash.process.Child}.
 *
 * <p>May depend on: history, and worker for what its programs say. Concurrency: a child is used by one thread, and has one
 * that reads.
 */
@NullMarked
package org.petrelmq.crash.process;

import org.jspecify.annotations.NullMarked;
