package org.petrelmq;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.Engine;
import org.petrelmq.engine.EngineAdmin;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.jms.BrowsedMessages;
import org.petrelmq.jms.JmsErrors;
import org.petrelmq.message.Address;
import org.petrelmq.selector.Selector;
import org.petrelmq.selector.SelectorException;

/**
 * Looks into a broker and changes what is there. Where a queue is asked for, a subscription may be named too, by the name that
 * {@link #list} gives it. Messages that are handed out and not acknowledged belong to their consumer: nothing here touches
 * them.
 *
 * <p>All methods throw an InvalidDestinationException for a name that does not exist, an InvalidSelectorException for a
 * selector with an error, and a JMSSecurityException for what the broker's {@link Authorizer} does not permit. Thread-safe.
 */
public final class BrokerAdmin {
    /** The property of a dead or expired message that names the queue or subscription it comes from. */
    public static final String DEAD_LETTER_ORIGIN = "JMS_Petrel_Origin";

    /** The property of a dead or expired message that says why it is one. */
    public static final String DEAD_LETTER_CAUSE = "JMS_Petrel_Cause";

    /** The property of a dead or expired message that counts how often it was delivered, an int. */
    public static final String DEAD_LETTER_DELIVERIES = "JMS_Petrel_Deliveries";

    private final Engine engine;
    private final @Nullable ConnectSpec who;
    private final BrowsedMessages browsed;

    /**
     * Administration for somebody.
     *
     * @param allowedClasses which objects may be looked at, as of {@link PetrelConnectionFactory#setAllowedClasses}
     */
    BrokerAdmin(Engine engine, @Nullable ConnectSpec who, String allowedClasses) {
        this.engine = engine;
        this.who = who;
        this.browsed = new BrowsedMessages(allowedClasses);
    }

    /**
     * Creates a queue unless it exists. Queues also come into being at their first use.
     *
     * @param name the queue's name
     * @throws JMSException if the name is not legal
     */
    public void createQueue(String name) throws JMSException {
        run(admin -> admin.create(new Address.Queue(named(name), false)));
    }

    /**
     * Creates a topic unless it exists. Topics also come into being at their first use.
     *
     * @param name the topic's name
     * @throws JMSException if the name is not legal
     */
    public void createTopic(String name) throws JMSException {
        run(admin -> admin.create(new Address.Topic(named(name), false)));
    }

    /**
     * Everything there is.
     *
     * @return queues, topics, subscriptions, each sorted by name
     * @throws JMSException if the engine has no administration
     */
    public List<DestinationInfo> list() throws JMSException {
        List<DestinationInfo> all = new ArrayList<>();
        for (EngineAdmin.Info info : get(EngineAdmin::list)) {
            all.add(of(info));
        }
        return all;
    }

    /**
     * The open connections. With the option {@code traceConnections} each one says where it was opened.
     *
     * @return in the order in which they were opened
     * @throws JMSException if it is not permitted
     */
    public List<ConnectionInfo> connections() throws JMSException {
        List<ConnectionInfo> all = new ArrayList<>();
        for (EngineAdmin.ConnectionEntry entry : get(EngineAdmin::connections)) {
            all.add(new ConnectionInfo(
                    entry.number(),
                    entry.user(),
                    entry.clientId(),
                    entry.sessions(),
                    entry.thread(),
                    entry.openedAt()));
        }
        return all;
    }

    private static DestinationInfo of(EngineAdmin.Info info) {
        return new DestinationInfo(
                DestinationInfo.Kind.valueOf(info.kind().name()),
                info.name(),
                info.address().temporary(),
                info.available(),
                info.delivered(),
                info.delayed(),
                info.consumers(),
                info.paused());
    }

    /**
     * The messages that a consumer could receive now, in that order.
     *
     * @param queue the queue's name
     * @return messages that only look: they cannot be acknowledged; objects are of the classes that the broker's URL allows
     * @throws JMSException if there is no such queue
     */
    public List<Message> browse(String queue) throws JMSException {
        return browse(queue, null);
    }

    /**
     * The messages that a consumer with that selector could receive now, in that order.
     *
     * @param queue the queue's name
     * @param selector which messages; null or empty for all
     * @return messages that only look: they cannot be acknowledged
     * @throws JMSException if there is no such queue
     */
    public List<Message> browse(String queue, @Nullable String selector) throws JMSException {
        List<Message> messages = new ArrayList<>();
        for (Delivery look : get(admin -> admin.browse(named(queue), parse(selector)))) {
            messages.add(browsed.of(look));
        }
        return messages;
    }

    /**
     * How many messages a consumer could receive now.
     *
     * @param queue the queue's name
     * @return the number, without those handed out or delayed
     * @throws JMSException if there is no such queue
     */
    public long count(String queue) throws JMSException {
        for (DestinationInfo info : list()) {
            if (info.name().equals(queue) && info.kind() != DestinationInfo.Kind.TOPIC) {
                return info.available();
            }
        }
        throw JmsErrors.INVALID_DESTINATION.exception("There is no queue or subscription '" + queue + "'.");
    }

    /**
     * Removes all messages, those that wait for their delivery time included.
     *
     * @param queue the queue's name
     * @return how many were removed
     * @throws JMSException if there is no such queue
     */
    public long purge(String queue) throws JMSException {
        return get(admin -> admin.remove(named(queue), null));
    }

    /**
     * Removes the available messages that a selector matches.
     *
     * @param queue the queue's name
     * @param selector which messages; not empty
     * @return how many were removed
     * @throws JMSException if there is no such queue, or no selector
     */
    public long remove(String queue, String selector) throws JMSException {
        return get(admin -> {
            Selector parsed = parse(selector);
            if (parsed == null) {
                throw new EngineException(
                        Failure.INVALID_SELECTOR, "Removing takes a selector; purge removes every message.");
            }
            return admin.remove(named(queue), parsed);
        });
    }

    /**
     * Moves the available messages that a selector matches to the end of another queue.
     *
     * @param from the name of the queue they are in
     * @param to the name of the queue they go to, created unless it exists
     * @param selector which messages; null or empty for all
     * @return how many were moved
     * @throws JMSException if there is no such queue
     */
    public long move(String from, String to, @Nullable String selector) throws JMSException {
        return get(admin -> admin.move(named(from), named(to), parse(selector)));
    }

    /**
     * Moves dead or expired messages back to the end of the queue or subscription that they come from, where they are delivered
     * as if for the first time. Messages whose subscription has gone, and those that are not dead letters, stay.
     *
     * @param queue the name of the queue where they are, for example {@code DLQ}
     * @param selector which messages, for example {@code JMS_Petrel_Origin = 'orders'}; null or empty for all
     * @return how many were moved
     * @throws JMSException if there is no such queue
     */
    public long retry(String queue, @Nullable String selector) throws JMSException {
        return get(admin -> admin.retry(named(queue), parse(selector)));
    }

    /**
     * Stops the hand-out of messages to consumers; sends go on.
     *
     * @param queue the queue's name
     * @throws JMSException if there is no such queue
     */
    public void pause(String queue) throws JMSException {
        run(admin -> admin.setPaused(named(queue), true));
    }

    /**
     * Hands messages out again.
     *
     * @param queue the queue's name
     * @throws JMSException if there is no such queue
     */
    public void resume(String queue) throws JMSException {
        run(admin -> admin.setPaused(named(queue), false));
    }

    /**
     * Deletes a queue with its messages.
     *
     * @param name the queue's name
     * @throws JMSException if there is no such queue, or it has a consumer
     */
    public void deleteQueue(String name) throws JMSException {
        run(admin -> admin.delete(EngineAdmin.Kind.QUEUE, named(name)));
    }

    /**
     * Deletes a topic.
     *
     * @param name the topic's name
     * @throws JMSException if there is no such topic, or it has a subscription
     */
    public void deleteTopic(String name) throws JMSException {
        run(admin -> admin.delete(EngineAdmin.Kind.TOPIC, named(name)));
    }

    /**
     * Deletes a durable subscription with its messages.
     *
     * @param name the subscription's name, as {@link #list} gives it
     * @throws JMSException if there is no such subscription, or it is in use
     */
    public void deleteSubscription(String name) throws JMSException {
        run(admin -> admin.delete(EngineAdmin.Kind.SUBSCRIPTION, named(name)));
    }

    // ---- distributed transactions ----

    /**
     * The branches of distributed transactions that wait for their transaction managers.
     *
     * @return prepared branches, and those that were completed here and not forgotten yet, sorted by ID
     * @throws JMSException if it is not permitted
     */
    public List<TransactionBranch> branches() throws JMSException {
        return get(admin -> {
            List<TransactionBranch> branches = new ArrayList<>();
            for (EngineAdmin.BranchInfo info : admin.branches()) {
                branches.add(new TransactionBranch(
                        info.id(), TransactionBranch.State.valueOf(info.state().name())));
            }
            return branches;
        });
    }

    /**
     * Completes a prepared branch whose transaction manager does not come back: a heuristic decision, of which the manager is
     * told when it does come (XA_HEURCOM, XA_HEURRB), until it forgets the branch.
     *
     * @param id the branch's, as {@link #branches} gives it
     * @param commit true to commit, false to roll back
     * @throws JMSException if there is no such prepared branch, or its end cannot be stored
     */
    public void completeBranch(String id, boolean commit) throws JMSException {
        run(admin -> admin.completeBranch(named(id), commit));
    }

    /**
     * Forgets how a branch was completed here, for a transaction manager that will never ask.
     *
     * @param id the branch's, as {@link #branches} gives it
     * @throws JMSException if there is no such completed branch, or that cannot be stored
     */
    public void forgetBranch(String id) throws JMSException {
        run(admin -> admin.forgetBranch(named(id)));
    }

    // ---- leaves ----

    private interface Action {
        void on(EngineAdmin admin) throws EngineException;
    }

    private interface Query<T> {
        T on(EngineAdmin admin) throws EngineException;
    }

    private void run(Action action) throws JMSException {
        try {
            action.on(admin());
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    private <T> T get(Query<T> query) throws JMSException {
        try {
            return query.on(admin());
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    private EngineAdmin admin() throws EngineException {
        EngineAdmin admin = engine.admin(who);
        if (admin == null) {
            throw new EngineException(Failure.GENERAL, "The engine has no administration of its own; use its tools.");
        }
        return admin;
    }

    private static String named(@Nullable String name) throws EngineException {
        if (name == null || name.isEmpty()) {
            throw new EngineException(Failure.INVALID_DESTINATION, "The name must not be null or empty.");
        }
        return name;
    }

    private static @Nullable Selector parse(@Nullable String selector) throws EngineException {
        try {
            return Selector.parse(selector);
        } catch (SelectorException e) {
            throw new EngineException(Failure.INVALID_SELECTOR, String.valueOf(e.getMessage()), e);
        }
    }
}
