package org.petrelmq.selector;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.petrelmq.selector.Operands.Arithmetic;
import org.petrelmq.selector.Token.Kind;

/**
 * Recursive descent over the grammar of JMS 3.1 §3.8.1.1, one method per level of precedence:
 *
 * <pre>
 * condition  = term { OR term }                 term = factor { AND factor }      factor = NOT factor | comparison
 * comparison = sum [ ( = | &lt;&gt; | &lt; | &lt;= | &gt; | &gt;= ) sum
 *                  | IS [NOT] NULL | [NOT] BETWEEN sum AND sum
 *                  | [NOT] LIKE text [ESCAPE character] | [NOT] IN ( text { , text } ) ]
 * sum        = product { (+|-) product }        product = sign { (*|/) sign }     sign = (+|-) sign | primary
 * primary    = literal | identifier | ( condition )
 * </pre>
 *
 * What a literal's type rules out for every message is refused here, because it can only be a mistake.
 */
final class Parser {
    private static final Set<String> HEADERS =
            Set.of("JMSDeliveryMode", "JMSPriority", "JMSMessageID", "JMSTimestamp", "JMSCorrelationID", "JMSType");
    private static final Set<String> SET_ON_RECEIPT =
            Set.of("JMSXDeliveryCount", "JMSXRcvTimestamp", "JMSXConsumerTXID", "JMSXState");

    private final String selector;
    private final List<Token> tokens;
    private int at;
    private int depth;
    private int nodes;

    private Parser(String selector) throws SelectorException {
        this.selector = selector;
        this.tokens = Lexer.tokens(selector);
    }

    static Expression parse(String selector) throws SelectorException {
        Parser parser = new Parser(selector);
        Expression condition = parser.typed(ValueType.BOOLEAN, parser.condition(), "the selector");
        parser.expect(Kind.END);
        return condition;
    }

    private Expression condition() throws SelectorException {
        Expression first = term();
        if (next().kind() != Kind.OR) {
            return first;
        }
        List<Expression> operands = new ArrayList<>();
        operands.add(typed(ValueType.BOOLEAN, first, "OR"));
        while (accept(Kind.OR)) {
            operands.add(typed(ValueType.BOOLEAN, term(), "OR"));
        }
        return node(new Conditions.Or(List.copyOf(operands)));
    }

    private Expression term() throws SelectorException {
        Expression first = factor();
        if (next().kind() != Kind.AND) {
            return first;
        }
        List<Expression> operands = new ArrayList<>();
        operands.add(typed(ValueType.BOOLEAN, first, "AND"));
        while (accept(Kind.AND)) {
            operands.add(typed(ValueType.BOOLEAN, factor(), "AND"));
        }
        return node(new Conditions.And(List.copyOf(operands)));
    }

    private Expression factor() throws SelectorException {
        if (!accept(Kind.NOT)) {
            return comparison();
        }
        deeper();
        Expression operand = typed(ValueType.BOOLEAN, factor(), "NOT");
        depth--;
        return node(new Conditions.Not(operand));
    }

    private Expression comparison() throws SelectorException {
        Expression left = sum();
        Token operator = next();
        switch (operator.kind()) {
            case EQUAL, NOT_EQUAL -> {
                at++;
                return node(new Conditions.Comparison(operator.kind(), left, sum()));
            }
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
                at++;
                typed(ValueType.NUMBER, left, operator.text());
                return node(new Conditions.Comparison(
                        operator.kind(), left, typed(ValueType.NUMBER, sum(), operator.text())));
            }
            case IS -> {
                at++;
                boolean negated = accept(Kind.NOT);
                expect(Kind.NULL);
                return negatedIf(negated, node(new Conditions.IsNull(identifier(left, operator))));
            }
            case NOT -> {
                at++;
                return range(left, true);
            }
            case BETWEEN, LIKE, IN -> {
                return range(left, false);
            }
            default -> {
                return left;
            }
        }
    }

    private Expression range(Expression left, boolean negated) throws SelectorException {
        Token operator = tokens.get(at++);
        return switch (operator.kind()) {
            case BETWEEN -> between(left, negated);
            case LIKE -> negatedIf(negated, like(identifier(left, operator)));
            case IN -> negatedIf(negated, in(identifier(left, operator)));
            default -> throw unexpected(operator, "BETWEEN, LIKE or IN");
        };
    }

    /** NOT BETWEEN is {@code < OR >}, not the negation: for a value that is no number, both are false. */
    private Expression between(Expression value, boolean negated) throws SelectorException {
        typed(ValueType.NUMBER, value, "BETWEEN");
        Expression low = typed(ValueType.NUMBER, sum(), "BETWEEN");
        expect(Kind.AND);
        Expression high = typed(ValueType.NUMBER, sum(), "BETWEEN");
        if (negated) {
            return node(new Conditions.Or(List.of(
                    node(new Conditions.Comparison(Kind.LESS, value, low)),
                    node(new Conditions.Comparison(Kind.GREATER, value, high)))));
        }
        return node(new Conditions.And(List.of(
                node(new Conditions.Comparison(Kind.GREATER_OR_EQUAL, value, low)),
                node(new Conditions.Comparison(Kind.LESS_OR_EQUAL, value, high)))));
    }

    private Expression like(Expression identifier) throws SelectorException {
        Token pattern = expect(Kind.STRING);
        int escape = -1;
        if (accept(Kind.ESCAPE)) {
            Token character = expect(Kind.STRING);
            if (character.text().codePointCount(0, character.text().length()) != 1) {
                throw error("The escape of LIKE is one character, not '" + character.text() + "',", character);
            }
            escape = character.text().codePointAt(0);
        }
        LikePattern compiled = LikePattern.of(pattern.text(), escape);
        if (compiled == null) {
            throw error("The pattern of LIKE ends in its escape character", pattern);
        }
        return node(new Conditions.Like(identifier, compiled));
    }

    private Expression in(Expression identifier) throws SelectorException {
        expect(Kind.OPEN);
        Set<String> texts = new HashSet<>();
        do {
            texts.add(expect(Kind.STRING).text());
        } while (accept(Kind.COMMA));
        expect(Kind.CLOSE);
        return node(new Conditions.In(identifier, Set.copyOf(texts)));
    }

    private Expression sum() throws SelectorException {
        Expression first = product();
        if (next().kind() != Kind.PLUS && next().kind() != Kind.MINUS) {
            return first;
        }
        List<Arithmetic.Step> rest = new ArrayList<>();
        typed(ValueType.NUMBER, first, next().text());
        while (next().kind() == Kind.PLUS || next().kind() == Kind.MINUS) {
            Token operator = tokens.get(at++);
            rest.add(new Arithmetic.Step(operator.kind(), typed(ValueType.NUMBER, product(), operator.text())));
        }
        return node(new Arithmetic(first, List.copyOf(rest)));
    }

    private Expression product() throws SelectorException {
        Expression first = sign();
        if (next().kind() != Kind.TIMES && next().kind() != Kind.DIVIDE) {
            return first;
        }
        List<Arithmetic.Step> rest = new ArrayList<>();
        typed(ValueType.NUMBER, first, next().text());
        while (next().kind() == Kind.TIMES || next().kind() == Kind.DIVIDE) {
            Token operator = tokens.get(at++);
            rest.add(new Arithmetic.Step(operator.kind(), typed(ValueType.NUMBER, sign(), operator.text())));
        }
        return node(new Arithmetic(first, List.copyOf(rest)));
    }

    private Expression sign() throws SelectorException {
        Token operator = next();
        if (operator.kind() != Kind.PLUS && operator.kind() != Kind.MINUS) {
            return primary();
        }
        at++;
        // The sign belongs to the literal, so that the smallest long can be written.
        if (operator.kind() == Kind.MINUS && next().kind() == Kind.INTEGER) {
            return integer("-", tokens.get(at++));
        }
        deeper();
        Expression operand = typed(ValueType.NUMBER, sign(), operator.text());
        depth--;
        return node(operator.kind() == Kind.MINUS ? new Operands.Negation(operand) : new Operands.Plus(operand));
    }

    private Expression primary() throws SelectorException {
        Token token = tokens.get(at++);
        return switch (token.kind()) {
            case OPEN -> parenthesis();
            case STRING -> node(new Operands.Literal(token.text(), ValueType.TEXT));
            case INTEGER -> integer("", token);
            case DECIMAL -> decimal(token);
            case TRUE, FALSE -> node(new Operands.Literal(token.kind() == Kind.TRUE, ValueType.BOOLEAN));
            case IDENTIFIER -> identifier(token);
            default -> throw unexpected(token, "a value");
        };
    }

    private Expression parenthesis() throws SelectorException {
        deeper();
        Expression inner = condition();
        expect(Kind.CLOSE);
        depth--;
        return inner;
    }

    private Expression integer(String sign, Token token) throws SelectorException {
        try {
            return node(new Operands.Literal(Numbers.integer(sign + token.text()), ValueType.NUMBER));
        } catch (NumberFormatException e) {
            throw error(String.valueOf(e.getMessage()), token);
        }
    }

    private Expression decimal(Token token) throws SelectorException {
        try {
            return node(new Operands.Literal(Numbers.decimal(token.text()), ValueType.NUMBER));
        } catch (NumberFormatException e) {
            throw error(String.valueOf(e.getMessage()), token);
        }
    }

    private Expression identifier(Token token) throws SelectorException {
        String name = token.text();
        if (SET_ON_RECEIPT.contains(name)) {
            return node(new Operands.Absent());
        }
        boolean reserved = name.startsWith("JMS") && !name.startsWith("JMSX") && !name.startsWith("JMS_");
        if (reserved && !HEADERS.contains(name)) {
            throw error(
                    "A selector cannot refer to \"" + name + "\", only to the header fields " + HEADERS + ",", token);
        }
        return node(new Operands.Identifier(name));
    }

    /** LIKE, IN and IS NULL are for identifiers only. */
    private Expression identifier(Expression left, Token operator) throws SelectorException {
        if (left instanceof Operands.Identifier || left instanceof Operands.Absent) {
            return left;
        }
        throw error("On the left of " + operator.describe() + " stands something other than an identifier", operator);
    }

    private Expression typed(ValueType required, Expression operand, String operator) throws SelectorException {
        if (operand.type().mayBe(required)) {
            return operand;
        }
        throw error(
                "A " + operand.type().name().toLowerCase(Locale.ROOT) + " value cannot be an operand of " + operator
                        + ", which takes a " + required.name().toLowerCase(Locale.ROOT) + " value,",
                tokens.get(Math.max(0, at - 1)));
    }

    private Expression negatedIf(boolean negated, Expression condition) throws SelectorException {
        return negated ? node(new Conditions.Not(condition)) : condition;
    }

    /** Every node is made through here, so that what one evaluation does is limited. */
    private Expression node(Expression node) throws SelectorException {
        if (++nodes > Selector.MAX_NODES) {
            throw error("The selector has more than " + Selector.MAX_NODES + " operands and operators", next());
        }
        return node;
    }

    private void deeper() throws SelectorException {
        if (++depth > Selector.MAX_DEPTH) {
            throw error("The selector is nested deeper than " + Selector.MAX_DEPTH + " levels", next());
        }
    }

    private Token next() {
        return tokens.get(at);
    }

    private boolean accept(Kind kind) {
        boolean found = next().kind() == kind;
        if (found) {
            at++;
        }
        return found;
    }

    private Token expect(Kind kind) throws SelectorException {
        if (next().kind() != kind) {
            throw unexpected(next(), described(kind));
        }
        return tokens.get(at++);
    }

    private static String described(Kind kind) {
        return switch (kind) {
            case OPEN -> "\"(\"";
            case CLOSE -> "\")\"";
            case END -> "the end";
            case STRING -> "a text in quotes";
            default -> kind.name();
        };
    }

    private SelectorException unexpected(Token token, String expected) {
        return error("Found " + token.describe() + " where " + expected + " was expected", token);
    }

    private SelectorException error(String problem, Token token) {
        return new SelectorException(problem, selector, token.position());
    }
}
