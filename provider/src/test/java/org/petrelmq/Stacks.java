package org.petrelmq;

import java.util.Arrays;
import java.util.Map;

/** What the threads are doing that are in Petrel's code or a test's, for a test that waits in vain. */
final class Stacks {
    private Stacks() {}

    static String ofAllThreads() {
        StringBuilder all = new StringBuilder();
        for (Map.Entry<Thread, StackTraceElement[]> entry :
                Thread.getAllStackTraces().entrySet()) {
            if (Arrays.stream(entry.getValue()).anyMatch(Stacks::isOurs)) {
                append(all, entry.getKey(), entry.getValue());
            }
        }
        return all.toString();
    }

    private static void append(StringBuilder all, Thread thread, StackTraceElement[] stack) {
        all.append('"').append(thread.getName()).append("\" ").append(thread.getState());
        all.append('\n');
        for (int i = 0; i < stack.length; i++) {
            if (i < 2 || isOurs(stack[i])) {
                all.append("    at ").append(stack[i]).append('\n');
            }
        }
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith("org.petrelmq");
    }
}
