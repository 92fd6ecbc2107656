package org.petrelmq.conformance.programs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is the provider's in a printed test.
 *
 * @param imports the classes that it needs
 * @param before statements at the beginning
 * @param open what stands in the head of the try statement around the rest
 * @param factory an expression for the factory
 * @param advance an expression that lets {@code %d} milliseconds pass; null where programs have no clock
 */
record Setting(
        List<String> imports,
        List<String> before,
        String open,
        String factory,
        @Nullable String advance) {}
