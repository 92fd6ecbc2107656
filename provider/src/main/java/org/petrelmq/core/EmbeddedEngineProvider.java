package org.petrelmq.core;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.petrelmq.engine.Engine;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineProvider;
import org.petrelmq.engine.Failure;

/** Opens {@code petrel:mem:NAME} and {@code petrel:file:PATH}. */
public final class EmbeddedEngineProvider implements EngineProvider {

    /** Used by the service loader. */
    public EmbeddedEngineProvider() {}

    @Override
    public boolean opens(String scheme) {
        return scheme.equals("mem") || scheme.equals("file");
    }

    @Override
    public Engine open(String scheme, String location, Map<String, Object> options) throws EngineException {
        if (scheme.equals("file")) {
            return new DirectoryEngine(directory(location), options);
        }
        if (!isName(location)) {
            throw new EngineException(
                    Failure.GENERAL,
                    "The name of a broker in memory consists of letters, digits, '.', '_' and '-'; '" + location
                            + "' does not.");
        }
        return new CoreEngine(BrokerRegistry.memory(location, options));
    }

    private static Path directory(String location) throws EngineException {
        if (location.isEmpty()) {
            throw new EngineException(
                    Failure.GENERAL, "A broker on disk needs a directory: petrel:file:PATH. petrel:file: has none.");
        }
        try {
            return Path.of(location);
        } catch (InvalidPathException e) {
            throw new EngineException(Failure.GENERAL, "'" + location + "' cannot be a directory here.", e);
        }
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean legal = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!legal) {
                return false;
            }
        }
        return true;
    }
}
