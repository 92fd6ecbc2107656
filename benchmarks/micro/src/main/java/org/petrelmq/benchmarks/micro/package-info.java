/**
 * What the benchmarks of the provider's parts share. The benchmarks themselves are in the packages of what they measure, to
 * reach it; each class says what its figures mean. All of them are of one thread, in nanoseconds and allocated bytes for each
 * operation.
 */
@NullMarked
package org.petrelmq.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
