package org.petrelmq.message;

import org.jspecify.annotations.Nullable;

/**
 * A JMSMessageID that becomes text when somebody asks for it. A send is much cheaper than formatting forty characters,
 * and most message IDs are never read; so a sender's ID is its prefix and a number until then.
 *
 * <p>Immutable to the outside; the text is computed at most a few times and always the same.
 */
public final class MessageId {
    private static final long WHOLE = -1;

    private final String prefix;
    private final long serial;
    private @Nullable String text;

    private MessageId(String prefix, long serial) {
        this.prefix = prefix;
        this.serial = serial;
    }

    /**
     * The ID of a sender's message.
     *
     * @param prefix unique per sender, beginning with {@code ID:} (JMS 3.1 §3.4.3)
     * @param serial the sender's count, 0 or more
     * @return the ID {@code prefix + serial}
     */
    public static MessageId of(String prefix, long serial) {
        return new MessageId(prefix, serial);
    }

    /**
     * An ID that exists as text already: one that was stored, or set by an application.
     *
     * @param text any text
     * @return the ID
     */
    public static MessageId ofText(String text) {
        return new MessageId(text, WHOLE);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof MessageId that && toString().equals(that.toString()));
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = serial == WHOLE ? prefix : prefix + serial;
            text = known;
        }
        return known;
    }
}
