package org.petrelmq.conformance.programs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
 * </ul>
 */
final class Rules implements Step.Visitor<Boolean, RuntimeException> {
    private final Model model;

    Rules(Model model) {
        this.model = model;
    }

    boolean allow(Step step) {
        return step.accept(this);
    }

    @Override
    public Boolean connect(Step.Connect step) {
        return !model.connections.containsKey(step.connection());
    }

    @Override
    public Boolean connection(Step.OnConnection step) {
        return model.connections.containsKey(step.connection());
    }

    @Override
    public Boolean openSession(Step.OpenSession step) {
        return model.connections.containsKey(step.connection()) && !model.sessions.containsKey(step.session());
    }

    @Override
    public Boolean session(Step.OnSession step) {
        OfSession session = model.sessions.get(step.session());
        if (session == null) {
            return false;
        }
        return switch (step.act()) {
            case ACKNOWLEDGE -> session.hasReceived;
            case RECOVER -> session.lazy.isEmpty();
            default -> true;
        };
    }

    @Override
    public Boolean openConsumer(Step.OpenConsumer step) {
        OfSession session = model.sessions.get(step.session());
        if (session == null || model.consumers.containsKey(step.consumer())) {
            return false;
        }
        Source source = step.source();
        if (source.place().isTemporary()) {
            return model.temporaries.containsKey(source.place().number());
        }
        Subscription existing = source.kind().isDurable() ? durable(session, source.subscription()) : null;
        return existing == null || existing.source.equals(source) || !model.isLazySomewhere(existing.shelf);
    }

    private @Nullable Subscription durable(OfSession session, String name) {
        return model.subscriptions.durable(session.connection.clientId, name);
    }

    @Override
    public Boolean receive(Step.Receive step) {
        return model.consumers.containsKey(step.consumer());
    }

    @Override
    public Boolean listen(Step.Listen step) {
        OfConsumer consumer = model.consumers.get(step.consumer());
        if (consumer == null || consumer.isClosed() || !consumer.session.connection.started) {
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

    @Override
    public Boolean closeConsumer(Step.CloseConsumer step) {
        return model.consumers.containsKey(step.consumer());
    }

    @Override
    public Boolean unsubscribe(Step.Unsubscribe step) {
        OfSession session = model.sessions.get(step.session());
        if (session == null) {
            return false;
        }
        Subscription existing = durable(session, step.name());
        return existing == null || !model.isLazySomewhere(existing.shelf);
    }

    @Override
    public Boolean send(Step.Send step) {
        return model.sessions.containsKey(step.session())
                && (!step.place().isTemporary()
                        || model.temporaries.containsKey(step.place().number()));
    }

    @Override
    public Boolean browse(Step.Browse step) {
        OfSession session = model.sessions.get(step.session());
        if (session == null || !(session.closed || session.connection.started)) {
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
        return model.sessions.containsKey(step.session()) && !model.temporaries.containsKey(step.temporary());
    }

    @Override
    public Boolean deleteTemporary(Step.DeleteTemporary step) {
        OfTemporary temporary = model.temporaries.get(step.temporary());
        return temporary != null && !temporary.isGone();
    }

    @Override
    public Boolean advance(Step.Advance step) {
        return true;
    }
}
