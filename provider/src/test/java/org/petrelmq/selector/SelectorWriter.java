package org.petrelmq.selector;

import java.util.Random;
import org.petrelmq.selector.Reference.Node;

/**
 * Writes the tree of a selector as text in one of many ways, chosen at random: parentheses where they have to be and now and
 * then where they need not, keywords in any case, white space of any kind and none where none is needed.
 *
 * <p>The constants are the levels of precedence, the one that binds most tightly last.
 */
final class SelectorWriter {
    static final int OR = 1;
    static final int AND = 2;
    static final int NOT = 3;
    static final int COMPARISON = 4;
    static final int SUM = 5;
    static final int PRODUCT = 6;
    static final int SIGN = 7;
    static final int PRIMARY = 8;

    private static final String SPACES = " \t\n\r\f";

    private final Random random;
    private final StringBuilder text = new StringBuilder();

    private SelectorWriter(Random random) {
        this.random = random;
    }

    static String write(Node selector, Random random) {
        SelectorWriter writer = new SelectorWriter(random);
        writer.operand(selector, OR);
        return writer.text.toString();
    }

    /** Writes an operand where everything that binds less tightly than a level needs parentheses. */
    void operand(Node operand, int level) {
        if (operand.level() < level || random.nextInt(12) == 0) {
            token("(");
            operand(operand, OR);
            token(")");
        } else {
            operand.write(this);
        }
    }

    void keywords(String... words) {
        for (String word : words) {
            keyword(word);
        }
    }

    void keyword(String word) {
        StringBuilder inSomeCase = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            inSomeCase.append(random.nextInt(4) == 0 ? (char) (c + 32) : c);
        }
        token(inSomeCase.toString());
    }

    void token(String token) {
        boolean runTogether =
                !text.isEmpty() && isOfWord(text.codePointBefore(text.length())) && isOfWord(token.codePointAt(0));
        if (runTogether || random.nextInt(3) == 0) {
            do {
                text.append(SPACES.charAt(Math.max(0, random.nextInt(25) - 20)));
            } while (random.nextInt(6) == 0);
        }
        text.append(token);
    }

    private static boolean isOfWord(int c) {
        return c == '.' || Character.isJavaIdentifierPart(c);
    }
}
