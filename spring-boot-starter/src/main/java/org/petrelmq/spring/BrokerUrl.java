package org.petrelmq.spring;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the URLs of brokers. Stateless. */
final class BrokerUrl {
    private BrokerUrl() {}

    /** The broker of a directory. */
    static String file(Path directory, Map<String, String> options) {
        return "petrel:file:" + encoded(directory.toString()).replace("%2F", "/") + query(options);
    }

    /** A broker without a name, for those who have its handle. */
    static String privateMemory(Map<String, String> options) {
        return "petrel:mem:" + query(options);
    }

    /** Without options, which may be long. */
    static String withoutOptions(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    private static String query(Map<String, String> options) {
        return options.isEmpty()
                ? ""
                : options.entrySet().stream()
                        .map(option -> encoded(option.getKey()) + "=" + encoded(option.getValue()))
                        .sorted()
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
