package org.petrelmq.jndi;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.jspecify.annotations.Nullable;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.PetrelXAConnectionFactory;
import org.petrelmq.jms.JmsQueue;
import org.petrelmq.jms.JmsTopic;

/**
 * A JNDI context of Petrel's objects, made from the properties that the environment holds:
 *
 * <ul>
 *   <li>{@code connectionFactory.NAME=url} and {@code xaConnectionFactory.NAME=url}, in any case, and {@code property.connectionfactory.NAME.key=value} for the
 *       factory's other properties;
 *   <li>{@code queue.NAME=physical name} and {@code topic.NAME=physical name};
 *   <li>{@link Context#PROVIDER_URL}: the URL of the default factories and of those defined without one, or a properties file
 *       (a path or {@code file:} URL ending in {@code .properties}) with the properties above; what the environment says
 *       itself counts more.
 * </ul>
 *
 * Beside the names defined so there are {@code ConnectionFactory}, {@code QueueConnectionFactory}, {@code
 * TopicConnectionFactory}, each with {@code XA} before it for distributed transactions, and {@code dynamicQueues/NAME} and {@code dynamicTopics/NAME} for any name. The context resolves
 * nothing else, and no name with a URL scheme.
 *
 * <p>Stateless, usable by any thread.
 */
@SuppressWarnings("JdkObsolete") // Hashtable is the interface's type
public final class PetrelInitialContextFactory implements InitialContextFactory {
    private static final String FACTORY = "connectionfactory.";
    private static final String XA_FACTORY = "xaconnectionfactory.";
    private static final String FACTORY_PROPERTY = "property.connectionfactory.";
    private static final String QUEUE = "queue.";
    private static final String TOPIC = "topic.";

    /** Used by {@link javax.naming.InitialContext}. */
    public PetrelInitialContextFactory() {}

    @Override
    public Context getInitialContext(@Nullable Hashtable<?, ?> environment) throws NamingException {
        Map<String, String> properties = new TreeMap<>();
        Hashtable<Object, Object> kept = new Hashtable<>();
        if (environment != null) {
            kept.putAll(environment);
        }
        String providerUrl = text(kept.get(Context.PROVIDER_URL));
        if (providerUrl != null && isPropertiesFile(providerUrl)) {
            properties.putAll(read(providerUrl));
            providerUrl = properties.get(Context.PROVIDER_URL);
        }
        kept.forEach((key, value) -> {
            if (key instanceof String name && value instanceof String text) {
                properties.put(name, text);
            }
        });
        String url = providerUrl == null ? PetrelConnectionFactory.DEFAULT_URL : providerUrl;
        return new PetrelContext(bindings(properties, url), kept);
    }

    private static Map<String, Object> bindings(Map<String, String> properties, String url) throws NamingException {
        Map<String, Object> bindings = new LinkedHashMap<>();
        for (String name : new String[] {"ConnectionFactory", "QueueConnectionFactory", "TopicConnectionFactory"}) {
            bindings.put(name, factory(url));
            bindings.put("XA" + name, xaFactory(url));
        }
        for (Map.Entry<String, String> property : properties.entrySet()) {
            String key = property.getKey();
            String value = property.getValue();
            if (hasPrefix(key, FACTORY)) {
                bindings.put(key.substring(FACTORY.length()), factory(value.isBlank() ? url : value));
            } else if (hasPrefix(key, XA_FACTORY)) {
                bindings.put(key.substring(XA_FACTORY.length()), xaFactory(value.isBlank() ? url : value));
            } else if (hasPrefix(key, QUEUE)) {
                bindings.put(key.substring(QUEUE.length()), new JmsQueue(named(key, value)));
            } else if (hasPrefix(key, TOPIC)) {
                bindings.put(key.substring(TOPIC.length()), new JmsTopic(named(key, value)));
            }
        }
        for (Map.Entry<String, String> property : properties.entrySet()) {
            if (hasPrefix(property.getKey(), FACTORY_PROPERTY)) {
                setFactoryProperty(bindings, property.getKey(), property.getValue(), url);
            }
        }
        return bindings;
    }

    /** {@code property.connectionfactory.NAME.key}: the key is what follows the last dot, since names may have dots. */
    private static void setFactoryProperty(Map<String, Object> bindings, String property, String value, String url)
            throws NamingException {
        int dot = property.lastIndexOf('.');
        if (dot <= FACTORY_PROPERTY.length()) {
            throw new ConfigurationException(
                    "'" + property + "' has not the form property.connectionfactory.NAME.key=value.");
        }
        String name = property.substring(FACTORY_PROPERTY.length(), dot);
        Object factory = bindings.get(name);
        if (factory == null) {
            factory = factory(url);
            bindings.put(name, factory);
        }
        if (!(factory instanceof PetrelConnectionFactory petrel)) {
            throw new ConfigurationException(
                    "'" + property + "' is for a factory, but '" + name + "' is a destination.");
        }
        FactoryProperties.set(petrel, property.substring(dot + 1), value);
    }

    private static PetrelConnectionFactory factory(String url) throws NamingException {
        return at(url, new PetrelConnectionFactory());
    }

    private static PetrelConnectionFactory xaFactory(String url) throws NamingException {
        return at(url, new PetrelXAConnectionFactory());
    }

    private static PetrelConnectionFactory at(String url, PetrelConnectionFactory factory) throws NamingException {
        FactoryProperties.set(factory, "url", url);
        return factory;
    }

    private static String named(String property, String name) throws NamingException {
        if (name.isBlank()) {
            throw new ConfigurationException("'" + property + "' has to have the name of a destination as its value.");
        }
        return name.trim();
    }

    private static boolean hasPrefix(String key, String prefix) {
        return key.length() > prefix.length() && key.toLowerCase(Locale.ROOT).startsWith(prefix);
    }

    // ---- a properties file ----

    private static boolean isPropertiesFile(String providerUrl) {
        return !providerUrl.startsWith("petrel:") && providerUrl.endsWith(".properties");
    }

    private static Map<String, String> read(String file) throws NamingException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path(file), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            ConfigurationException unreadable =
                    new ConfigurationException("The properties file '" + file + "' (PROVIDER_URL) cannot be read.");
            unreadable.setRootCause(e);
            throw unreadable;
        }
        Map<String, String> result = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            result.put(name, properties.getProperty(name));
        }
        return result;
    }

    private static Path path(String file) {
        return file.startsWith("file:") ? Path.of(URI.create(file)) : Path.of(file);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() ? text.trim() : null;
    }
}
