package org.petrelmq.store.journal;

import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object, each member on a line of its own. */
final class Json {
    private final StringBuilder out = new StringBuilder("{");
    private String indentation = "\n  ";
    private boolean first = true;

    Json text(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            out.append("null");
        } else {
            string(value);
        }
        return this;
    }

    Json number(String name, long value) {
        name(name).append(value);
        return this;
    }

    Json truth(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    /** An array of objects. */
    <T> Json list(String name, Iterable<T> elements, Consumer<T> members) {
        name(name).append('[');
        String outer = indentation;
        indentation = outer + "  ";
        boolean none = true;
        for (T element : elements) {
            out.append(none ? "" : ",").append(outer).append("  {");
            indentation = outer + "    ";
            first = true;
            members.accept(element);
            out.append(outer).append("  }");
            none = false;
        }
        indentation = outer;
        first = false;
        out.append(none ? "" : outer).append(']');
        return this;
    }

    private StringBuilder name(String name) {
        out.append(first ? "" : ",").append(indentation);
        first = false;
        string(name);
        return out.append(": ");
    }

    private void string(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    @Override
    public String toString() {
        return out + "\n}";
    }
}
