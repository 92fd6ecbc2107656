/**
 * Random programs: what no list of behaviours thinks of.
 *
 * <p>A program is a list of {@link org.petrelmq.conformance.programs.Step}s, made from a seed by {@link
 * org.petrelmq.conformance.programs.Generator}. It runs on two {@link org.petrelmq.conformance.programs.Machine}s: a {@link
 * org.petrelmq.conformance.programs.Model} written from the specification, and a provider behind a {@link
 * org.petrelmq.conformance.programs.JmsMachine}. A {@link org.petrelmq.conformance.programs.Trial} compares them step by
 * step, {@link org.petrelmq.conformance.programs.Shrinker} makes a program that shows a disagreement short, and {@link
 * org.petrelmq.conformance.programs.Printer} writes it down as a test. Start reading with {@code Step} and {@code Model}.
 *
 * <p>May depend on: the API. Concurrency: a program runs on one thread; only listeners are called on others.
 */
@NullMarked
package org.petrelmq.conformance.programs;

import org.jspecify.annotations.NullMarked;
