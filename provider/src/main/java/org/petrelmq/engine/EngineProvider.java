package org.petrelmq.engine;

import java.util.Map;

/** Opens engines of one or more URL schemes. Found by {@link java.util.ServiceLoader}. Thread-safe. */
public interface EngineProvider {

    /**
     * Whether this provider opens {@code petrel:SCHEME:…}.
     *
     * @param scheme in lower case
     * @return true if it does
     */
    boolean opens(String scheme);

    /**
     * Opens or joins an engine.
     *
     * @param scheme one that this provider opens
     * @param location what follows the scheme in the URL, decoded, without options
     * @param options what was asked for: values as text from a URL, or typed from a program
     * @return a handle of its own; the engine goes on while somebody has one or it keeps contents
     * @throws EngineException if an option is unknown or malformed, or differs from an engine that is open already
     */
    Engine open(String scheme, String location, Map<String, Object> options) throws EngineException;
}
