package org.petrelmq.selector;

import java.util.concurrent.atomic.AtomicInteger;

/** Selectors that count how often they are evaluated, all together. */
public final class CountedSelectors {
    private final AtomicInteger evaluations = new AtomicInteger();

    /** Parses a selector. */
    public Selector parse(String text) {
        try {
            Expression root = Parser.parse(text);
            return new Selector(text, new Counting(root), Equality.requiredBy(root));
        } catch (SelectorException e) {
            throw new AssertionError(e);
        }
    }

    /** How often they have been evaluated since the last call. */
    public int take() {
        return evaluations.getAndSet(0);
    }

    private final class Counting implements Expression {
        private final Expression root;

        Counting(Expression root) {
            this.root = root;
        }

        @Override
        public ValueType type() {
            return root.type();
        }

        @Override
        public Object value(PropertySource message) {
            evaluations.incrementAndGet();
            return root.value(message);
        }

        @Override
        public Truth test(PropertySource message) {
            evaluations.incrementAndGet();
            return root.test(message);
        }
    }
}
