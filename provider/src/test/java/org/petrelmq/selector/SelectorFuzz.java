package org.petrelmq.selector;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.petrelmq.selector.Token.Kind;

/**
 * Whatever text is given: it is a selector or a {@link SelectorException}. A selector can be evaluated for any message in a
 * number of steps that its length limits, and means the same when its words are written in another way.
 */
public final class SelectorFuzz {
    private static final List<Map<String, Object>> MESSAGES = Stream.generate(new Random(1)::nextLong)
            .limit(8)
            .map(SelectorFuzz::message)
            .toList();

    private SelectorFuzz() {}

    private static Map<String, Object> message(long seed) {
        Map<String, Object> message = RandomMessages.message(new Random(seed));
        for (String name : List.of("a", "p", "color", "weight", "phone", "Country")) {
            message.put(name, message.get(RandomMessages.NAMES.get(Math.floorMod(seed + name.length(), 20))));
        }
        return message;
    }

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] input) {
        check(new String(input, StandardCharsets.UTF_8));
    }

    static void check(String text) {
        Expression selector;
        List<Token> tokens;
        try {
            if (Selector.parse(text) == null) {
                return;
            }
            selector = Parser.parse(text);
            tokens = Lexer.tokens(text);
        } catch (SelectorException e) {
            requireSentence(e, text);
            return;
        }
        Expression again = reparsed(tokens);
        for (Map<String, Object> message : MESSAGES) {
            int[] asked = {0};
            Truth truth = selector.test(name -> {
                asked[0]++;
                return message.get(name);
            });
            // BETWEEN asks for its first operand twice; nothing asks more often than there are tokens, or so.
            require(asked[0] <= 2 * tokens.size(), asked[0] + " properties asked for: " + text);
            require(truth == again.test(message::get), "another meaning when written in another way: " + text);
        }
    }

    private static void requireSentence(SelectorException e, String text) {
        String message = e.getMessage();
        require(message.contains(" of the selector \""), message);
        require(message.length() < 2 * text.length() + 500, "a long message: " + message);
    }

    /** In parentheses, unless that would be one level too deep. */
    private static Expression reparsed(List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        tokens.forEach(token -> text.append("\t\n").append(spelled(token)));
        try {
            return Parser.parse("(" + text + ")");
        } catch (SelectorException e) {
            require(e.getMessage().contains("nested deeper"), e.getMessage());
        }
        try {
            return Parser.parse(text.toString());
        } catch (SelectorException e) {
            throw new AssertionError("Refused when written in another way: " + text, e);
        }
    }

    private static String spelled(Token token) {
        return switch (token.kind()) {
            case STRING -> "'" + token.text().replace("'", "''") + "'";
            case IDENTIFIER, INTEGER, DECIMAL, END -> token.text();
            default -> token.kind() == Kind.NOT ? "nOt" : token.text().toLowerCase(Locale.ROOT);
        };
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
