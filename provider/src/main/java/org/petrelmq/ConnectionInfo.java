package org.petrelmq;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a broker at one moment.
 *
 * @param number which one of those that the broker has had
 * @param user whose it is; null if it gave no user name
 * @param clientId its client ID; null if it has none
 * @param sessions its open sessions
 * @param thread the name of the thread that opened it
 * @param openedAt where that thread was then, the innermost call first; empty unless the broker has the option {@code
 *     traceConnections}
 */
public record ConnectionInfo(
        long number,
        @Nullable String user,
        @Nullable String clientId,
        int sessions,
        String thread,
        List<StackTraceElement> openedAt) {}
