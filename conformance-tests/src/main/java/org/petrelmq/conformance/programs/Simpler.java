package org.petrelmq.conformance.programs;

import java.util.ArrayList;
import java.util.List;

/** Steps that do the same with less to it. */
final class Simpler {
    private Simpler() {}

    /** The simplest first; none for most kinds of steps. */
    static List<Step> than(Step step) {
        List<Step> simpler = new ArrayList<>();
        if (step instanceof Step.Send send) {
            for (Letter letter : than(send.letter())) {
                simpler.add(new Step.Send(send.session(), send.place(), letter));
            }
        } else if (step instanceof Step.OpenConsumer open) {
            simpler.add(new Step.OpenConsumer(
                    open.consumer(), open.session(), open.source().with(Filter.ALL)));
            simpler.add(new Step.OpenConsumer(
                    open.consumer(), open.session(), open.source().local()));
        } else if (step instanceof Step.OpenSession open) {
            simpler.add(new Step.OpenSession(open.session(), open.connection(), Mode.AUTO));
        } else if (step instanceof Step.Connect connect) {
            simpler.add(new Step.Connect(connect.connection(), null));
        } else if (step instanceof Step.OnSession on && on.act() == Step.SessionAct.CLOSE) {
            // The session goes on, and can do what another one had to do.
            simpler.add(new Step.OnSession(on.session(), Step.SessionAct.RECOVER));
            simpler.add(new Step.OnSession(on.session(), Step.SessionAct.ROLLBACK));
        } else if (step instanceof Step.Listen listen) {
            simpler.add(new Step.Receive(listen.consumer()));
            simpler.add(new Step.Listen(listen.consumer(), Step.Behaviour.RETURN));
        }
        simpler.removeIf(step::equals);
        return simpler;
    }

    private static List<Letter> than(Letter letter) {
        int number = letter.number();
        boolean persistent = letter.persistent();
        return List.of(
                Letter.plain(number),
                new Letter(number, null, Letter.USUAL_PRIORITY, persistent, letter.timeToLive(), letter.delay()),
                new Letter(number, letter.kind(), Letter.USUAL_PRIORITY, persistent, 0, 0),
                new Letter(number, null, letter.priority(), persistent, 0, 0),
                new Letter(number, letter.kind(), letter.priority(), true, letter.timeToLive(), 0),
                new Letter(number, letter.kind(), letter.priority(), true, 0, letter.delay()));
    }
}
