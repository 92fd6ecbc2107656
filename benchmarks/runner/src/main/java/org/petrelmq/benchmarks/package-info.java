/**
 * Workloads measured side by side.
 *
 * <p>{@link org.petrelmq.benchmarks.Compare} starts forks, one JVM with one provider on its own class path, in turns A, B, C,
 * A, B, C; a {@link org.petrelmq.benchmarks.Fork} warms up, measures and prints its figures; medians with their range, and
 * ratios, go into a table. Workloads know nothing but {@code jakarta.jms}; a provider is a {@link
 * org.petrelmq.benchmarks.BenchmarkBroker}.
 */
@NullMarked
package org.petrelmq.benchmarks;

import org.jspecify.annotations.NullMarked;
