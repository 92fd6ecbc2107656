package org.petrelmq.selector;

import java.util.ArrayList;
import java.util.List;
import org.petrelmq.selector.Token.Kind;

/** Cuts a selector into tokens: JMS 3.1 §3.8.1.1, with numbers as the Java language writes them. */
final class Lexer {
    private final String selector;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String selector) {
        this.selector = selector;
    }

    /** The tokens of a selector, the last one {@link Kind#END}. */
    static List<Token> tokens(String selector) throws SelectorException {
        Lexer lexer = new Lexer(selector);
        while (lexer.skipWhiteSpace()) {
            lexer.next();
        }
        lexer.tokens.add(new Token(Kind.END, "", selector.length()));
        return lexer.tokens;
    }

    private boolean skipWhiteSpace() {
        while (at < selector.length() && " \t\f\r\n".indexOf(selector.charAt(at)) >= 0) {
            at++;
        }
        return at < selector.length();
    }

    private void next() throws SelectorException {
        int first = selector.codePointAt(at);
        if (Character.isJavaIdentifierStart(first)) {
            word();
        } else if (isDigit(at) || (first == '.' && isDigit(at + 1))) {
            number();
        } else if (first == '\'') {
            string();
        } else {
            symbol();
        }
    }

    private void word() {
        int begin = at;
        while (at < selector.length() && Character.isJavaIdentifierPart(selector.codePointAt(at))) {
            at += Character.charCount(selector.codePointAt(at));
        }
        String word = selector.substring(begin, at);
        tokens.add(new Token(keywordOr(Kind.IDENTIFIER, word), word, begin));
    }

    /** Keywords are English words in ASCII, so that no locale and no look-alike letter takes part in comparing them. */
    private static Kind keywordOr(Kind otherwise, String word) {
        if (word.length() > 7) {
            return otherwise;
        }
        StringBuilder upper = new StringBuilder(7);
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            upper.append(c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
        }
        return switch (upper.toString()) {
            case "AND" -> Kind.AND;
            case "OR" -> Kind.OR;
            case "NOT" -> Kind.NOT;
            case "BETWEEN" -> Kind.BETWEEN;
            case "LIKE" -> Kind.LIKE;
            case "ESCAPE" -> Kind.ESCAPE;
            case "IN" -> Kind.IN;
            case "IS" -> Kind.IS;
            case "NULL" -> Kind.NULL;
            case "TRUE" -> Kind.TRUE;
            case "FALSE" -> Kind.FALSE;
            default -> otherwise;
        };
    }

    private void string() throws SelectorException {
        int begin = at++;
        StringBuilder text = new StringBuilder();
        while (true) {
            if (at == selector.length()) {
                throw new SelectorException("A text literal without closing quote begins", selector, begin);
            }
            char c = selector.charAt(at++);
            if (c == '\'') {
                if (at == selector.length() || selector.charAt(at) != '\'') {
                    break;
                }
                at++;
            }
            text.append(c);
        }
        tokens.add(new Token(Kind.STRING, text.toString(), begin));
    }

    /** Takes the longest run that a Java number could be; {@link Numbers} judges it. */
    private void number() throws SelectorException {
        int begin = at;
        boolean hex = peek(0) == '0' && (peek(1) == 'x' || peek(1) == 'X');
        boolean decimal = false;
        if (hex) {
            at += 2;
        }
        while (at < selector.length()) {
            char c = selector.charAt(at);
            if (isExponent(c, hex)) {
                decimal = true;
                if (peek(1) == '+' || peek(1) == '-') {
                    at++;
                }
            } else if (c == '.') {
                decimal = true;
            } else if (!Character.isJavaIdentifierPart(c)) {
                break;
            }
            at++;
        }
        String text = selector.substring(begin, at);
        if (!hex && "fFdD".indexOf(text.charAt(text.length() - 1)) >= 0) {
            decimal = true;
        }
        tokens.add(new Token(decimal ? Kind.DECIMAL : Kind.INTEGER, text, begin));
    }

    private static boolean isExponent(char c, boolean hex) {
        return hex ? c == 'p' || c == 'P' : c == 'e' || c == 'E';
    }

    private void symbol() throws SelectorException {
        String two = selector.substring(at, Math.min(at + 2, selector.length()));
        Kind kind = switch (two) {
            case "<>" -> Kind.NOT_EQUAL;
            case "<=" -> Kind.LESS_OR_EQUAL;
            case ">=" -> Kind.GREATER_OR_EQUAL;
            default -> null;
        };
        if (kind == null) {
            two = Character.toString(selector.codePointAt(at));
            kind = switch (two.charAt(0)) {
                case '(' -> Kind.OPEN;
                case ')' -> Kind.CLOSE;
                case ',' -> Kind.COMMA;
                case '+' -> Kind.PLUS;
                case '-' -> Kind.MINUS;
                case '*' -> Kind.TIMES;
                case '/' -> Kind.DIVIDE;
                case '=' -> Kind.EQUAL;
                case '<' -> Kind.LESS;
                case '>' -> Kind.GREATER;
                default -> throw new SelectorException("The character \"" + two + "\" means nothing", selector, at);
            };
        }
        tokens.add(new Token(kind, two, at));
        at += two.length();
    }

    private boolean isDigit(int position) {
        return position < selector.length() && selector.charAt(position) >= '0' && selector.charAt(position) <= '9';
    }

    private char peek(int ahead) {
        return at + ahead < selector.length() ? selector.charAt(at + ahead) : 0;
    }
}
