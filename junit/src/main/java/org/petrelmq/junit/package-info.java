/**
 * A JUnit Jupiter extension: a broker for each test or class ({@link org.petrelmq.junit.PetrelTest}, {@link
 * org.petrelmq.junit.PetrelExtension}) and what a test does with it ({@link org.petrelmq.junit.TestBroker}): restart and crash it,
 * move its time, and assert what its queues hold ({@link org.petrelmq.junit.PetrelAssertions}). After each test it says what was left
 * open.
 *
 * <p>May depend on: the provider's API, JUnit Jupiter's API. Concurrency: tests may run at the same time, each with its broker; a
 * {@code TestBroker} may be used by all threads of its test.
 */
@NullMarked
package org.petrelmq.junit;

import org.jspecify.annotations.NullMarked;
