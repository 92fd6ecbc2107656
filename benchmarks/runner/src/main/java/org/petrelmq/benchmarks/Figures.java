package org.petrelmq.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of one fork by name. A fork prints them as one line, which is found among whatever else is printed.
 *
 * @param values the main one first
 */
public record Figures(Map<String, Double> values) {
    private static final String MARK = "FIGURES ";

    static Figures of(Object... namesAndValues) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], ((Number) namesAndValues[i + 1]).doubleValue());
        }
        return new Figures(values);
    }

    /** These and more. */
    Figures with(Map<String, Double> more) {
        Map<String, Double> all = new LinkedHashMap<>(values);
        all.putAll(new TreeMap<>(more));
        return new Figures(all);
    }

    String line() {
        StringBuilder line = new StringBuilder(MARK);
        values.forEach(
                (name, value) -> line.append(name).append('=').append(value).append(' '));
        return line.toString().trim();
    }

    /** Whether a line that a fork has printed is one of figures. */
    public static boolean isLine(String line) {
        return line.startsWith(MARK);
    }

    /** The figures of such a line. */
    public static Figures parse(String line) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String pair : line.substring(MARK.length()).split(" ", -1)) {
            int equals = pair.indexOf('=');
            values.put(pair.substring(0, equals), Double.valueOf(pair.substring(equals + 1)));
        }
        return new Figures(values);
    }

    /** One of them; not a number if there is none of that name. */
    public double get(String name) {
        return values.getOrDefault(name, Double.NaN);
    }
}
