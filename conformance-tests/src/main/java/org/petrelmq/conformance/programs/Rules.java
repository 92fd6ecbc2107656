package org.petrelmq.conformance.programs;

import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.petrelmq.conformance.programs.ModelParts.OfConnection;
import org.petrelmq.conformance.programs.ModelParts.OfConsumer;
import org.petrelmq.conformance.programs.ModelParts.OfSession;
import org.petrelmq.conformance.programs.ModelParts.OfTemporary;
import org.petrelmq.conformance.programs.ModelParts.Subscription;

/**
 * Which steps make sense after the steps that a model has performed: those whose objects exist, and whose outcome the
 * specification does not leave open. Left out are:
 *
 * <ul>
 *   <li>recover, unsubscribing and replacing a subscription while a DUPS_OK session may or may not have acknowledged
 *   <li>browsing over a stopped connection, and browsing another connection's temporary queue
 *   <li>deleting a temporary queue twice
 *   <li>what a listener that stays races with: another consumer, or a message that comes and expires in one step
 * </ul>
 *
 * <p>And what the provider is not able to do in a way that can be predicted.
 */
final class Rules implements Step.Visitor<Boolean, RuntimeException> {
    private final Model model;
    private final Set<Ability> abilities;

    Rules(Model model, Set<Ability> abilities) {
        this.model = model;
        this.abilities = abilities;
    }

    boolean allow(Step step) {
        Integer waiting = able(Ability.PULL) ? null : model.waiting;
        boolean mustClose = waiting != null && !step.equals(new Step.CloseConsumer(waiting));
        return !mustClose && step.accept(this);
    }

    private boolean able(Ability ability) {
        return abilities.contains(ability);
    }

    /** Whether it is certain which subscriptions of a topic get what was sent to it. */
    private boolean isCertain(Place topic) {
        return able(Ability.ROUTING_AT_COMMIT) || !model.isSentSomewhere(topic);
    }

    private boolean areCertain(Predicate<OfConsumer> closing) {
        return model.consumers.values().stream()
                .filter(consumer -> !consumer.isClosed() && closing.test(consumer))
                .allMatch(consumer -> isCertain(consumer.source.place()));
    }

    private boolean isUsable(@Nullable OfConnection connection) {
        return connection != null && (!connection.closed || able(Ability.CLOSED_OBJECTS));
    }

    private boolean isUsable(@Nullable OfSession session) {
        return session != null && !model.isListening(session) && (!session.closed || able(Ability.CLOSED_OBJECTS));
    }

    @Override
    public Boolean connect(Step.Connect step) {
        return !model.connections.containsKey(step.connection());
    }

    @Override
    public Boolean connection(Step.OnConnection step) {
        OfConnection connection = model.connections.get(step.connection());
        if (connection == null || step.act() != Step.ConnectionAct.CLOSE) {
            return isUsable(connection);
        }
        return areCertain(one -> one.session.connection == connection);
    }

    @Override
    public Boolean openSession(Step.OpenSession step) {
        return isUsable(model.connections.get(step.connection())) && !model.sessions.containsKey(step.session());
    }

    @Override
    public Boolean session(Step.OnSession step) {
        OfSession session = model.sessions.get(step.session());
        if (session == null || (step.act() != Step.SessionAct.CLOSE && !isUsable(session))) {
            return false;
        }
        return switch (step.act()) {
            case ACKNOWLEDGE -> session.hasReceived;
            case RECOVER -> session.lazy.isEmpty();
            case CLOSE -> areCertain(one -> one.session == session);
            default -> true;
        };
    }

    @Override
    public Boolean openConsumer(Step.OpenConsumer step) {
        OfSession session = model.sessions.get(step.session());
        Source source = step.source();
        if (session == null
                || !isUsable(session)
                || model.consumers.containsKey(step.consumer())
                || !isCertain(source.place())
                || !isAble(source)) {
            return false;
        }
        if (!source.place().isTopic()) {
            boolean exists = !source.place().isTemporary() || mayUse(source.place());
            return exists && !model.isHeard(model.queue(source.place()));
        }
        Subscription shared = model.subscriptions.find(source, session.connection);
        boolean heard = shared != null && model.isHeard(shared.shelf);
        boolean returning = model.subscriptions.isReturning(source, session.connection);
        if (heard || (returning && !able(Ability.RETURNING_SUBSCRIPTIONS))) {
            return false;
        }
        Subscription existing = source.kind().isDurable() ? durable(session, source.subscription()) : null;
        return existing == null || existing.source.equals(source) || mayEnd(existing);
    }

    private boolean isAble(Source source) {
        return !source.noLocal() || source.filter() != Filter.LATE_OR_B || able(Ability.NO_LOCAL_WITH_OR);
    }

    private @Nullable Subscription durable(OfSession session, String name) {
        return model.subscriptions.durable(session.connection.clientId, name);
    }

    @Override
    public Boolean receive(Step.Receive step) {
        OfConsumer consumer = model.consumers.get(step.consumer());
        return consumer != null && mayWait(consumer) && isUsable(consumer);
    }

    private boolean isUsable(OfConsumer consumer) {
        return !model.isListening(consumer.session) && (!consumer.isClosed() || able(Ability.CLOSED_OBJECTS));
    }

    @Override
    public Boolean listen(Step.Listen step) {
        OfConsumer consumer = model.consumers.get(step.consumer());
        if (consumer == null || !isUsable(consumer) || consumer.isClosed() || !consumer.session.connection.started) {
            return false;
        }
        if (!mayWait(consumer) || (consumer.session.recovered && !able(Ability.LISTEN_AFTER_RECOVER))) {
            return false;
        }
        Mode mode = consumer.session.mode;
        return switch (step.behaviour()) {
            case RETURN, THROW -> true;
            case ACKNOWLEDGE -> mode == Mode.CLIENT;
            case RECOVER -> mode != Mode.TRANSACTED && consumer.session.lazy.isEmpty();
            case COMMIT, ROLLBACK -> mode == Mode.TRANSACTED;
        };
    }

    /** Only for the one consumer of a queue or subscription: of several, any may get a message. */
    @Override
    public Boolean startListening(Step.StartListening step) {
        OfConsumer consumer = model.consumers.get(step.consumer());
        return consumer != null
                && able(Ability.PULL)
                && !consumer.isClosed()
                && isUsable(consumer)
                && model.consumers.values().stream()
                        .allMatch(one -> one == consumer || one.isClosed() || one.shelf != consumer.shelf);
    }

    @Override
    public Boolean stopListening(Step.StopListening step) {
        OfConsumer consumer = model.consumers.get(step.consumer());
        return consumer != null && consumer.isListening();
    }

    /** Whether it may be left waiting, where it has to be closed then. */
    private boolean mayWait(OfConsumer consumer) {
        return able(Ability.PULL) || areCertain(one -> one == consumer);
    }

    @Override
    public Boolean closeConsumer(Step.CloseConsumer step) {
        OfConsumer consumer = model.consumers.get(step.consumer());
        return consumer != null && areCertain(one -> one == consumer);
    }

    @Override
    public Boolean unsubscribe(Step.Unsubscribe step) {
        OfSession session = model.sessions.get(step.session());
        if (session == null || !isUsable(session)) {
            return false;
        }
        Subscription existing = durable(session, step.name());
        return existing == null || mayEnd(existing);
    }

    private boolean mayEnd(Subscription subscription) {
        return isCertain(subscription.source.place())
                && !model.isLazySomewhere(subscription.shelf)
                && (able(Ability.UNSETTLED_SUBSCRIPTIONS) || !model.isOpenSomewhere(subscription.shelf));
    }

    @Override
    public Boolean send(Step.Send step) {
        return isUsable(model.sessions.get(step.session())) && (!step.place().isTemporary() || mayUse(step.place()));
    }

    private boolean mayUse(Place place) {
        OfTemporary temporary = model.temporaries.get(place.number());
        return temporary != null && (!temporary.isGone() || able(Ability.GONE_TEMPORARY));
    }

    @Override
    public Boolean browse(Step.Browse step) {
        OfSession session = model.sessions.get(step.session());
        if (session == null || !isUsable(session) || !(session.closed || session.connection.started)) {
            return false;
        }
        if (!step.queue().isTemporary()) {
            return true;
        }
        OfTemporary temporary = model.temporaries.get(step.queue().number());
        return temporary != null && !temporary.isGone() && Objects.equals(temporary.owner, session.connection);
    }

    @Override
    public Boolean openTemporary(Step.OpenTemporary step) {
        return isUsable(model.sessions.get(step.session())) && !model.temporaries.containsKey(step.temporary());
    }

    @Override
    public Boolean deleteTemporary(Step.DeleteTemporary step) {
        OfTemporary temporary = model.temporaries.get(step.temporary());
        return temporary != null && !temporary.isGone();
    }

    @Override
    public Boolean advance(Step.Advance step) {
        return !model.isRace(step.millis());
    }
}
