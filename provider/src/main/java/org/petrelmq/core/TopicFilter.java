package org.petrelmq.core;

import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.message.Address;

/**
 * Which topics a subscription is for, or which destinations an option: one by name, or those that match a pattern. Names have levels separated by dots; in a
 * pattern the level {@code *} stands for exactly one level and {@code >}, only at the end, for one or more.
 */
final class TopicFilter {
    private final String name;
    private final String[] levels;
    private final boolean pattern;
    private final boolean openEnded;

    private TopicFilter(String name, String[] levels) {
        this.name = name;
        this.levels = levels;
        this.openEnded = levels[levels.length - 1].equals(">");
        boolean wild = openEnded;
        for (String level : levels) {
            wild |= level.equals("*");
        }
        this.pattern = wild;
    }

    static TopicFilter of(Address.Topic topic) throws EngineException {
        return of(topic.name());
    }

    static TopicFilter of(String name) throws EngineException {
        String[] levels = levels(name);
        for (int i = 0; i < levels.length - 1; i++) {
            if (levels[i].equals(">")) {
                throw new EngineException(
                        Failure.INVALID_DESTINATION,
                        "In the topic pattern '" + name
                                + "', \">\" stands before the end, where only one level, \"*\", can.");
            }
        }
        return new TopicFilter(name, levels);
    }

    /** Whether a name is a pattern, to which nothing can be sent. */
    static boolean isPattern(String name) {
        if (name.indexOf('*') < 0 && name.indexOf('>') < 0) {
            return false;
        }
        for (String level : levels(name)) {
            if (level.equals("*") || level.equals(">")) {
                return true;
            }
        }
        return false;
    }

    boolean isPattern() {
        return pattern;
    }

    /** Whether a topic, given by its name, is meant. */
    boolean matches(String topic) {
        return pattern ? matches(levels(topic)) : name.equals(topic);
    }

    /** Orders the patterns that match one name: the one that says more about it is the larger. */
    int compareSpecificity(TopicFilter other) {
        int common = Math.min(levels.length, other.levels.length);
        for (int i = 0; i < common; i++) {
            int difference = weight(levels[i]) - weight(other.levels[i]);
            if (difference != 0) {
                return difference;
            }
        }
        return levels.length - other.levels.length;
    }

    private static int weight(String level) {
        return level.equals(">") ? 0 : level.equals("*") ? 1 : 2;
    }

    private boolean matches(String[] topic) {
        int fixed = openEnded ? levels.length - 1 : levels.length;
        if (openEnded ? topic.length < levels.length : topic.length != levels.length) {
            return false;
        }
        for (int i = 0; i < fixed; i++) {
            if (!levels[i].equals("*") && !levels[i].equals(topic[i])) {
                return false;
            }
        }
        return true;
    }

    /** Splits at dots and keeps empty levels, so that {@code a..b} has three. */
    private static String[] levels(String name) {
        return name.split("\\.", -1);
    }

    @Override
    public String toString() {
        return name;
    }
}
