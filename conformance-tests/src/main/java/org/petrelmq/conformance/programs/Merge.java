package org.petrelmq.conformance.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets one connection, session or consumer of a program do the work of another one too: the program then makes it twice,
 * the second of which makes no sense.
 */
final class Merge implements Step.Visitor<Step, RuntimeException> {
    /** What can be merged. */
    private enum Kind {
        CONNECTION(step -> step instanceof Step.Connect connect ? connect.connection() : null),
        SESSION(step -> step instanceof Step.OpenSession open ? open.session() : null),
        CONSUMER(step -> step instanceof Step.OpenConsumer open ? open.consumer() : null);

        @SuppressWarnings("ImmutableEnumChecker") // A function without state.
        final Function<Step, @Nullable Integer> made;

        Kind(Function<Step, @Nullable Integer> made) {
            this.made = made;
        }
    }

    private final Kind kind;
    private final int from;
    private final int to;

    private Merge(Kind kind, int from, int to) {
        this.kind = kind;
        this.from = from;
        this.to = to;
    }

    /** The merges that a program has to offer. */
    static List<Merge> of(List<Step> program) {
        List<Merge> merges = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Integer> numbers = new ArrayList<>();
            for (Step step : program) {
                Integer made = kind.made.apply(step);
                if (made != null) {
                    numbers.forEach(earlier -> merges.add(new Merge(kind, made, earlier)));
                    numbers.add(made);
                }
            }
        }
        return merges;
    }

    List<Step> apply(List<Step> program) {
        List<Step> merged = new ArrayList<>();
        for (Step step : program) {
            merged.add(step.accept(this));
        }
        return merged;
    }

    private int connection(int number) {
        return renamed(Kind.CONNECTION, number);
    }

    private int session(int number) {
        return renamed(Kind.SESSION, number);
    }

    private int consumer(int number) {
        return renamed(Kind.CONSUMER, number);
    }

    private int renamed(Kind of, int number) {
        return of == kind && number == from ? to : number;
    }

    @Override
    public Step connect(Step.Connect step) {
        return new Step.Connect(connection(step.connection()), step.clientId());
    }

    @Override
    public Step connection(Step.OnConnection step) {
        return new Step.OnConnection(connection(step.connection()), step.act());
    }

    @Override
    public Step openSession(Step.OpenSession step) {
        return new Step.OpenSession(session(step.session()), connection(step.connection()), step.mode());
    }

    @Override
    public Step session(Step.OnSession step) {
        return new Step.OnSession(session(step.session()), step.act());
    }

    @Override
    public Step openConsumer(Step.OpenConsumer step) {
        return new Step.OpenConsumer(consumer(step.consumer()), session(step.session()), step.source());
    }

    @Override
    public Step receive(Step.Receive step) {
        return new Step.Receive(consumer(step.consumer()));
    }

    @Override
    public Step listen(Step.Listen step) {
        return new Step.Listen(consumer(step.consumer()), step.behaviour());
    }

    @Override
    public Step startListening(Step.StartListening step) {
        return new Step.StartListening(consumer(step.consumer()));
    }

    @Override
    public Step stopListening(Step.StopListening step) {
        return new Step.StopListening(consumer(step.consumer()));
    }

    @Override
    public Step closeConsumer(Step.CloseConsumer step) {
        return new Step.CloseConsumer(consumer(step.consumer()));
    }

    @Override
    public Step unsubscribe(Step.Unsubscribe step) {
        return new Step.Unsubscribe(session(step.session()), step.name());
    }

    @Override
    public Step send(Step.Send step) {
        return new Step.Send(session(step.session()), step.place(), step.letter());
    }

    @Override
    public Step browse(Step.Browse step) {
        return new Step.Browse(session(step.session()), step.queue(), step.filter());
    }

    @Override
    public Step openTemporary(Step.OpenTemporary step) {
        return new Step.OpenTemporary(step.temporary(), session(step.session()));
    }

    @Override
    public Step deleteTemporary(Step.DeleteTemporary step) {
        return step;
    }

    @Override
    public Step advance(Step.Advance step) {
        return step;
    }
}
