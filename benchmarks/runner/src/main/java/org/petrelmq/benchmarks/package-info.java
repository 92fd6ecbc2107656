/**
 * Workloads, and one measurement of one of them: a {@link org.petrelmq.benchmarks.Fork} is a JVM with one provider on its class
 * path, which warms up, measures and prints its figures. Workloads know nothing but {@code jakarta.jms}; a provider is a {@link
 * org.petrelmq.benchmarks.BenchmarkBroker}.
 */
@NullMarked
package org.petrelmq.benchmarks;

import org.jspecify.annotations.NullMarked;
