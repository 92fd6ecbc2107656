package org.petrelmq;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.petrelmq.core.EmbeddedEngineProvider;
import org.petrelmq.engine.Engine;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineProvider;
import org.petrelmq.engine.Failure;

/** Finds the engine of a URL. */
final class Engines {
    private Engines() {}

    /**
     * Opens or joins the engine of a URL.
     *
     * @param url where
     * @param options what a program asks for beside the URL's own options
     */
    static Engine open(PetrelUrl url, Map<String, Object> options) throws EngineException {
        Map<String, Object> all = new LinkedHashMap<>(url.options());
        for (Map.Entry<String, Object> option : options.entrySet()) {
            if (all.put(option.getKey(), option.getValue()) != null) {
                throw new EngineException(
                        Failure.GENERAL,
                        "The option '" + option.getKey()
                                + "' is given in the URL and by the program; one of them is enough.");
            }
        }
        return provider(url.scheme()).open(url.scheme(), url.location(), all);
    }

    /** The embedded engine is asked before any search: finding services costs more than the whole start of a broker. */
    private static EngineProvider provider(String scheme) throws EngineException {
        EngineProvider embedded = new EmbeddedEngineProvider();
        if (embedded.opens(scheme)) {
            return embedded;
        }
        for (EngineProvider provider : ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader())) {
            if (provider.opens(scheme)) {
                return provider;
            }
        }
        throw new EngineException(
                Failure.GENERAL,
                "No engine opens petrel:" + scheme
                        + ":… URLs. The embedded one opens petrel:mem:NAME and petrel:file:PATH.");
    }
}
