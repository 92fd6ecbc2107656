/**
 * A conformance suite for Jakarta Messaging 3.1 that runs against any provider.
 *
 * <p>A provider takes part by implementing {@link org.petrelmq.conformance.ProviderUnderTest}; {@link
 * org.petrelmq.conformance.Main} runs the suite against it and writes a report. The tests are JUnit Jupiter classes in the
 * packages below, one test method for each behaviour, its normative statement in our words as the display name and its clause
 * in {@link org.petrelmq.conformance.Spec}.
 */
@NullMarked
package org.petrelmq.conformance;

import org.jspecify.annotations.NullMarked;
