package org.petrelmq;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A broker's URL: {@code petrel:SCHEME:LOCATION?key=value&key=value}. Location and values are percent-decoded; what an
 * option means is the engine's business.
 *
 * @param scheme mem, file, or what another engine opens; in lower case
 * @param location what follows the scheme
 * @param options the options in their order
 */
record PetrelUrl(String scheme, String location, Map<String, String> options) {
    private static final String PREFIX = "petrel:";

    static PetrelUrl parse(String url) {
        int scheme = PREFIX.length();
        int colon = url.indexOf(':', scheme);
        if (!url.startsWith(PREFIX) || colon < 0) {
            throw malformed(url, "it has the form petrel:mem:NAME or petrel:file:PATH");
        }
        int question = url.indexOf('?', colon);
        String location = question < 0 ? url.substring(colon + 1) : url.substring(colon + 1, question);
        Map<String, String> options = new LinkedHashMap<>();
        if (question >= 0) {
            for (String option : url.substring(question + 1).split("&", -1)) {
                addOption(url, option, options);
            }
        }
        return new PetrelUrl(url.substring(scheme, colon), decoded(url, location), options);
    }

    private static void addOption(String url, String option, Map<String, String> options) {
        int equals = option.indexOf('=');
        if (equals <= 0) {
            throw malformed(url, "an option has the form key=value, which '" + option + "' has not");
        }
        String key = decoded(url, option.substring(0, equals));
        if (options.put(key, decoded(url, option.substring(equals + 1))) != null) {
            throw malformed(url, "the option '" + key + "' stands in it twice");
        }
    }

    /** Percent-decodes; a plus sign is a plus sign, since this is not a form. */
    private static String decoded(String url, String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The URL '" + url + "' has a malformed percent code in '" + text + "'.", e);
        }
    }

    private static IllegalArgumentException malformed(String url, String why) {
        return new IllegalArgumentException("The URL '" + url + "' is malformed: " + why + ".");
    }
}
