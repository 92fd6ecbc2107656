package org.petrelmq.junit;

import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a queue has at one moment.
 *
 * @param messages those that a consumer could receive
 * @param delivered how many are handed out and not acknowledged
 * @param delayed how many wait for their delivery time
 */
record Contents(List<Message> messages, long delivered, long delayed) {
    static final Contents NONE = new Contents(List.of(), 0, 0);

    /** For comparing and showing: what cannot be read is there with the reason. */
    List<@Nullable Object> bodies() {
        List<@Nullable Object> bodies = new ArrayList<>();
        for (Message message : messages) {
            bodies.add(Bodies.shown(message));
        }
        return bodies;
    }
}
