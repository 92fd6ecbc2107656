package org.petrelmq.jms;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Correlation IDs as bytes (JMS 3.1 §3.4.5). An ID is text; bytes are taken as its UTF-8 form, so that an ID set as text
 * can be read as bytes and the other way round. A byte that is not part of UTF-8 text becomes the unpaired surrogate U+DC00
 * plus its value, which no UTF-8 text contains, and turns back into that byte: whatever bytes are set, they are read again.
 */
final class CorrelationIds {
    private static final char ESCAPE = 0xdc00;

    private CorrelationIds() {}

    static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        for (CoderResult result = decoder.decode(in, out, true);
                result.isMalformed();
                result = decoder.decode(in, out, true)) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (ESCAPE + (in.get() & 0xff)));
            }
        }
        return out.flip().toString();
    }

    static byte @Nullable [] bytes(@Nullable String id) {
        if (id == null) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(id.length());
        int plain = 0;
        for (int i = 0; i < id.length(); i += Character.charCount(id.codePointAt(i))) {
            int point = id.codePointAt(i);
            if (point >= ESCAPE + 0x80 && point <= ESCAPE + 0xff) {
                bytes.writeBytes(id.substring(plain, i).getBytes(StandardCharsets.UTF_8));
                bytes.write(point - ESCAPE);
                plain = i + 1;
            }
        }
        bytes.writeBytes(id.substring(plain).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
