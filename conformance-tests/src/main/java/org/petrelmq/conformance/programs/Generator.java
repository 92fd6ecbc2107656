package org.petrelmq.conformance.programs;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.petrelmq.conformance.programs.ModelParts.OfConnection;
import org.petrelmq.conformance.programs.ModelParts.OfConsumer;
import org.petrelmq.conformance.programs.ModelParts.OfSession;

/**
 * Makes programs, each from a seed. It performs them on a model of its own while it makes them, so that steps make sense and
 * often have something to work on. Each ends with closing all connections and receiving what is left everywhere.
 */
final class Generator {
    private static final int STEPS = 50;
    private static final int CONNECTIONS = 3;
    private static final int SESSIONS = 3;
    private static final int CONSUMERS = 3;
    private static final int TEMPORARIES = 2;
    private static final int PLACES = 2;

    private static final String[] CLIENTS = {"client1", "client2"};
    private static final String[] NAMES = {"news", "log"};
    private static final @Nullable String[] KINDS = {null, "a", "b"};
    private static final long[] MOMENTS = {50, 100, 150};
    private static final long[] ADVANCES = {10, 50, 60, 100, 400};

    /** How often each kind of step is tried, in proportion. */
    private enum Choice {
        SEND(26),
        RECEIVE(22),
        ON_SESSION(14),
        OPEN_CONSUMER(10),
        LISTEN(8),
        ADVANCE(5),
        START_LISTENING(2),
        STOP_LISTENING(1),
        CLOSE_CONSUMER(3),
        BROWSE(3),
        OPEN_SESSION(3),
        CLOSE_SESSION(2),
        STOP_OR_START(2),
        CONNECT(1),
        CLOSE_CONNECTION(1),
        UNSUBSCRIBE(1),
        OPEN_TEMPORARY(1),
        DELETE_TEMPORARY(1);

        final int weight;

        Choice(int weight) {
            this.weight = weight;
        }
    }

    private final SplittableRandom random;
    private final Set<Ability> abilities;
    private final Model model = new Model();
    private final Rules rules;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Choice, Supplier<@Nullable Step>> makers = new EnumMap<>(Choice.class);
    private int letters;
    private int parts;

    private Generator(long seed, Set<Ability> abilities) {
        this.random = new SplittableRandom(seed);
        this.abilities = abilities;
        this.rules = new Rules(model, abilities);
        makers.put(Choice.SEND, this::send);
        makers.put(Choice.RECEIVE, this::receive);
        makers.put(Choice.ON_SESSION, this::onSession);
        makers.put(Choice.OPEN_CONSUMER, this::openConsumer);
        makers.put(Choice.CLOSE_CONSUMER, this::closeConsumer);
        makers.put(Choice.OPEN_SESSION, this::openSession);
        makers.put(Choice.CLOSE_SESSION, this::closeSession);
        makers.put(Choice.CONNECT, this::connect);
        makers.put(Choice.CLOSE_CONNECTION, this::closeConnection);
        makers.put(Choice.UNSUBSCRIBE, this::unsubscribe);
        whenAble(Ability.LISTENERS, Choice.LISTEN, this::listen);
        whenAble(Ability.STAYING_LISTENERS, Choice.START_LISTENING, this::startListening);
        whenAble(Ability.STAYING_LISTENERS, Choice.STOP_LISTENING, this::stopListening);
        whenAble(Ability.CLOCK, Choice.ADVANCE, this::advance);
        whenAble(Ability.BROWSERS, Choice.BROWSE, this::browse);
        whenAble(Ability.STOP, Choice.STOP_OR_START, this::stopOrStart);
        whenAble(Ability.TEMPORARY, Choice.OPEN_TEMPORARY, this::openTemporary);
        whenAble(Ability.TEMPORARY, Choice.DELETE_TEMPORARY, this::deleteTemporary);
    }

    private void whenAble(Ability ability, Choice choice, Supplier<@Nullable Step> maker) {
        makers.put(choice, able(ability) ? maker : () -> null);
    }

    private boolean able(Ability ability) {
        return abilities.contains(ability);
    }

    /** The program of a seed. */
    static List<Step> program(long seed, Set<Ability> abilities) {
        return new Generator(seed, abilities).generate();
    }

    private List<Step> generate() {
        begin(CLIENTS[0]);
        begin(random.nextBoolean() ? CLIENTS[1] : null);
        while (steps.size() < STEPS) {
            Integer waiting = able(Ability.PULL) ? null : model.waiting;
            Step step = waiting == null ? maker(random.nextInt(total())).get() : new Step.CloseConsumer(waiting);
            if (step != null) {
                addIfAllowed(step);
            }
        }
        end();
        return steps;
    }

    private static int total() {
        int total = 0;
        for (Choice choice : Choice.values()) {
            total += choice.weight;
        }
        return total;
    }

    private Supplier<@Nullable Step> maker(int drawn) {
        int left = drawn;
        for (Choice choice : Choice.values()) {
            left -= choice.weight;
            if (left < 0) {
                return makers.getOrDefault(choice, () -> null);
            }
        }
        throw new AssertionError();
    }

    private void addIfAllowed(Step step) {
        if (rules.allow(step)) {
            add(step);
        }
    }

    private Outcome add(Step step) {
        steps.add(step);
        return model.perform(step);
    }

    private void begin(@Nullable String clientId) {
        int connection = ++parts;
        add(new Step.Connect(connection, clientId));
        add(new Step.OnConnection(connection, Step.ConnectionAct.START));
        int session = ++parts;
        add(new Step.OpenSession(session, connection, mode()));
        add(new Step.OpenConsumer(++parts, session, source(session)));
    }

    private void end() {
        Ending ending = new Ending(model, this::add, () -> ++parts);
        ending.closeAll();
        ending.drain(PLACES);
        if (able(Ability.CLOCK)) {
            add(new Step.Advance(MOMENTS[MOMENTS.length - 1]));
            ending.drain(PLACES);
        }
    }

    // ---- connections and sessions ----

    private @Nullable Step connect() {
        long open = model.connections.values().stream().filter(c -> !c.closed).count();
        if (open >= CONNECTIONS) {
            return null;
        }
        int drawn = random.nextInt(CLIENTS.length + 1);
        String clientId = drawn == CLIENTS.length ? null : CLIENTS[drawn];
        boolean taken = clientId != null
                && model.connections.values().stream().anyMatch(c -> !c.closed && clientId.equals(c.clientId));
        if (taken && !sometimesRefused()) {
            return null;
        }
        return new Step.Connect(++parts, clientId);
    }

    private @Nullable Step closeConnection() {
        Integer connection = open(model.connections, c -> !c.closed);
        return connection == null ? null : new Step.OnConnection(connection, Step.ConnectionAct.CLOSE);
    }

    private @Nullable Step stopOrStart() {
        Integer stopped = open(model.connections, c -> !c.closed && !c.started);
        if (stopped != null) {
            return new Step.OnConnection(stopped, Step.ConnectionAct.START);
        }
        Integer started = open(model.connections, c -> !c.closed);
        return started == null ? null : new Step.OnConnection(started, Step.ConnectionAct.STOP);
    }

    private @Nullable Step openSession() {
        Integer connection = open(model.connections, c -> !c.closed);
        if (connection == null) {
            return null;
        }
        OfConnection of = model.connections.get(connection);
        long sessions = model.sessions.values().stream()
                .filter(session -> session.connection == of && !session.closed)
                .count();
        if (!able(Ability.STOP) && of != null && !of.started) {
            return new Step.OnConnection(connection, Step.ConnectionAct.START);
        }
        return sessions >= SESSIONS ? null : new Step.OpenSession(++parts, connection, mode());
    }

    private Mode mode() {
        Mode mode = any(Mode.values());
        return mode == Mode.DUPS_OK && !able(Ability.LAZY) ? Mode.CLIENT : mode;
    }

    private @Nullable Step closeSession() {
        Integer session = session();
        return session == null ? null : new Step.OnSession(session, Step.SessionAct.CLOSE);
    }

    private @Nullable Step onSession() {
        Integer number = mostly() ? open(model.sessions, Generator::hasWork) : session();
        OfSession session = number == null ? null : model.sessions.get(number);
        if (number == null || session == null) {
            return null;
        }
        Step.SessionAct act = sometimesRefused() ? any(Step.SessionAct.values()) : suitable(session.mode);
        return new Step.OnSession(number, act);
    }

    private static boolean hasWork(OfSession session) {
        return !session.closed && !(session.open.isEmpty() && session.sent.isEmpty());
    }

    private Step.SessionAct suitable(Mode mode) {
        if (mode == Mode.TRANSACTED) {
            return random.nextInt(5) < 3 ? Step.SessionAct.COMMIT : Step.SessionAct.ROLLBACK;
        }
        return random.nextBoolean() ? Step.SessionAct.ACKNOWLEDGE : Step.SessionAct.RECOVER;
    }

    // ---- consumers ----

    private @Nullable Step openConsumer() {
        Integer session = session();
        if (session == null) {
            return null;
        }
        long consumers = model.consumers.values().stream()
                .filter(consumer -> consumer.session == model.sessions.get(session) && !consumer.isClosed())
                .count();
        return consumers >= CONSUMERS ? null : new Step.OpenConsumer(++parts, session, source(session));
    }

    private Source source(int session) {
        OfSession of = model.sessions.get(session);
        Source resumed = random.nextInt(4) == 0 ? resumed(of) : null;
        if (resumed != null) {
            return resumed;
        }
        Source.Kind kind = random.nextInt(5) < 2 ? Source.Kind.QUEUE : any(Source.Kind.values());
        if (kind == Source.Kind.QUEUE) {
            return Source.queue(queue(), filter());
        }
        boolean nameless = of == null || of.connection.clientId == null;
        if (kind == Source.Kind.DURABLE && nameless && !sometimesRefused()) {
            kind = Source.Kind.SHARED_DURABLE;
        }
        Place topic = Place.topic(1 + random.nextInt(PLACES));
        boolean noLocal = able(Ability.NO_LOCAL) && !kind.isShared() && random.nextInt(3) == 0;
        if (!kind.hasName()) {
            return new Source(kind, topic, null, filter(), noLocal);
        }
        String name = NAMES[random.nextInt(NAMES.length)];
        if (!able(Ability.REUSED_NAMES)) {
            // One topic, one selector, one kind for each name, so that it is the same subscription always.
            return new Source(kind, Place.topic(1), kind + "-" + name, Filter.ALL, false);
        }
        return again(kind, name, of).orElse(new Source(kind, topic, name, filter(), noLocal));
    }

    /** What a closed consumer was on whose messages are not acknowledged, sometimes with another selector. */
    private @Nullable Source resumed(@Nullable OfSession session) {
        Integer before = open(model.consumers, one -> one.closed && model.isOpenSomewhere(one.shelf));
        OfConsumer consumer = before == null ? null : model.consumers.get(before);
        if (consumer == null || session == null) {
            return null;
        }
        Source source = consumer.source;
        boolean other = random.nextInt(3) == 0
                && (able(Ability.REUSED_NAMES) || !source.kind().hasName());
        boolean possible = source.kind() != Source.Kind.DURABLE || session.connection.clientId != null;
        return !possible ? null : other ? source.with(filter()) : source;
    }

    /** A subscription of that name as it is, mostly: otherwise few would have more than one consumer. */
    private Optional<Source> again(Source.Kind kind, String name, @Nullable OfSession session) {
        return model.subscriptions.all().stream()
                .filter(one -> session != null
                        && name.equals(one.source.name())
                        && kind.isDurable() == one.source.kind().isDurable()
                        && Objects.equals(one.creator.clientId, session.connection.clientId))
                .findFirst()
                .map(one -> one.source)
                .filter(source -> random.nextInt(4) > 0);
    }

    private Filter filter() {
        return random.nextInt(3) > 0 ? Filter.ALL : any(Filter.values());
    }

    private @Nullable Step closeConsumer() {
        Integer unsettled = open(model.consumers, one -> !one.isClosed() && model.isOpenSomewhere(one.shelf));
        Integer consumer = unsettled != null && random.nextBoolean() ? unsettled : consumer();
        return consumer == null ? null : new Step.CloseConsumer(consumer);
    }

    private @Nullable Step receive() {
        Integer consumer = mostly() ? open(model.consumers, model::hasMessage) : consumer();
        return consumer == null ? null : new Step.Receive(consumer);
    }

    private @Nullable Step listen() {
        Integer consumer = mostly() ? open(model.consumers, model::hasMessage) : consumer();
        Step.Behaviour behaviour = random.nextInt(3) == 0 ? Step.Behaviour.RETURN : any(Step.Behaviour.values());
        return consumer == null ? null : new Step.Listen(consumer, behaviour);
    }

    private @Nullable Step startListening() {
        Integer consumer = open(model.consumers, one -> !one.isClosed() && !model.isListening(one.session));
        return consumer == null ? null : new Step.StartListening(consumer);
    }

    private @Nullable Step stopListening() {
        Integer consumer = open(model.consumers, OfConsumer::isListening);
        return consumer == null ? null : new Step.StopListening(consumer);
    }

    private @Nullable Step unsubscribe() {
        Integer session = mostly() ? open(model.sessions, this::hasUnusedSubscription) : session();
        return session == null ? null : new Step.Unsubscribe(session, NAMES[random.nextInt(NAMES.length)]);
    }

    private boolean hasUnusedSubscription(OfSession session) {
        return !session.closed
                && model.subscriptions.all().stream()
                        .anyMatch(one -> one.source.kind().isDurable()
                                && one.consumers == 0
                                && Objects.equals(one.creator.clientId, session.connection.clientId));
    }

    // ---- messages ----

    private @Nullable Step send() {
        Integer session = session();
        if (session == null) {
            return null;
        }
        Integer consumer = mostly() ? consumer() : null;
        OfConsumer to = consumer == null ? null : model.consumers.get(consumer);
        return new Step.Send(session, to == null ? place() : to.source.place(), letter());
    }

    private Place place() {
        return random.nextBoolean() ? queue() : Place.topic(1 + random.nextInt(PLACES));
    }

    private Letter letter() {
        boolean timed = able(Ability.CLOCK);
        return new Letter(
                ++letters,
                KINDS[random.nextInt(KINDS.length)],
                able(Ability.PRIORITIES) && random.nextInt(3) == 0 ? random.nextInt(10) : Letter.USUAL_PRIORITY,
                random.nextBoolean(),
                timed && random.nextInt(5) == 0 ? MOMENTS[random.nextInt(MOMENTS.length)] : 0,
                timed && random.nextInt(4) == 0 ? MOMENTS[random.nextInt(MOMENTS.length)] : 0);
    }

    private Place queue() {
        if (!model.temporaries.isEmpty() && random.nextInt(5) == 0) {
            List<Integer> numbers = List.copyOf(model.temporaries.keySet());
            return Place.temporary(numbers.get(random.nextInt(numbers.size())));
        }
        return Place.queue(1 + random.nextInt(PLACES));
    }

    private @Nullable Step browse() {
        Integer session = session();
        return session == null ? null : new Step.Browse(session, queue(), filter());
    }

    private @Nullable Step openTemporary() {
        Integer session = session();
        boolean enough = model.temporaries.size() >= TEMPORARIES;
        return session == null || enough ? null : new Step.OpenTemporary(++parts, session);
    }

    private @Nullable Step deleteTemporary() {
        Integer temporary = open(model.temporaries, queue -> !queue.isGone());
        return temporary == null ? null : new Step.DeleteTemporary(temporary);
    }

    private Step advance() {
        return new Step.Advance(ADVANCES[random.nextInt(ADVANCES.length)]);
    }

    // ---- drawing ----

    private @Nullable Integer session() {
        return sometimesRefused()
                ? open(model.sessions, any -> true)
                : open(model.sessions, session -> !session.closed && !model.isListening(session));
    }

    private @Nullable Integer consumer() {
        return sometimesRefused()
                ? open(model.consumers, any -> true)
                : open(model.consumers, (OfConsumer consumer) -> !consumer.isClosed());
    }

    private boolean mostly() {
        return random.nextInt(5) > 0;
    }

    private boolean sometimesRefused() {
        return able(Ability.REFUSALS) && random.nextInt(16) == 0;
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private <T> @Nullable Integer open(Map<Integer, T> parts, Predicate<T> wanted) {
        List<Integer> numbers = new ArrayList<>();
        parts.forEach((number, part) -> {
            if (wanted.test(part)) {
                numbers.add(number);
            }
        });
        return numbers.isEmpty() ? null : numbers.get(random.nextInt(numbers.size()));
    }
}
