/**
 * Programs to run and to copy from, one for each messaging pattern and each way of embedding. Each stands for itself, runs the
 * broker in its own JVM, prints what happened and ends; {@link org.petrelmq.samples.Tour} runs them all.
 *
 * <p>Start reading with {@link org.petrelmq.samples.TaskQueue}. May depend on: the API and Petrel's public packages only, as
 * any application. Concurrency: shown where it matters, in each sample.
 */
@NullMarked
package org.petrelmq.samples;

import org.jspecify.annotations.NullMarked;
