/**
 * Measures the providers side by side, row by row, and makes the tables and charts of it: {@link
 * org.petrelmq.benchmarks.compare.Compare} starts a JVM for each fork, and {@link org.petrelmq.benchmarks.compare.Report} reads
 * what it has written.
 */
@NullMarked
package org.petrelmq.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
