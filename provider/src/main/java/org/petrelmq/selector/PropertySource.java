package org.petrelmq.selector;

import org.jspecify.annotations.Nullable;

/** What a selector may ask of a message: the value of an identifier. */
@FunctionalInterface
public interface PropertySource {

    /**
     * The value of a property, or of one of the six header fields that a selector may name.
     *
     * @param identifier case-sensitive; {@code JMSDeliveryMode} answers {@code "PERSISTENT"} or {@code "NON_PERSISTENT"}
     * @return a boxed boolean, byte, short, int, long, float or double, a String, or null where it is null or absent
     */
    @Nullable
    Object value(String identifier);
}
