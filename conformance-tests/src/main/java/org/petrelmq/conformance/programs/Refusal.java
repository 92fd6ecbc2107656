package org.petrelmq.conformance.programs;

/** In the model: a step that the specification orders to be refused. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    final Class<? extends Exception> type;

    Refusal(Class<? extends Exception> type) {
        super(type.getSimpleName());
        this.type = type;
    }
}
