package org.petrelmq.junit;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.XAConnectionFactory;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.petrelmq.Broker;
import org.petrelmq.BrokerAdmin;
import org.petrelmq.BrokerOptions;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.PetrelXAConnectionFactory;
import org.petrelmq.VirtualClock;

/**
 * Gives tests their brokers, and looks after each test for what it has left open. Registered by {@link PetrelTest}, or, for what an
 * annotation cannot say, as a field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PetrelExtension PETREL = PetrelExtension.builder().durable().build();
 * }</pre>
 *
 * <p>A test that needs several brokers registers several, all but one of them {@linkplain Builder#named named}, and says by {@link
 * Injected} which one a parameter or field is about. A {@link PetrelTest} counts as one without a name.
 *
 * <p>Tests may run in parallel. Then the tests that share a broker are checked for leaks together, after the last of them and unless
 * one has failed, and of threads only those are looked for that name their broker. Stateless; thread-safe.
 */
public final class PetrelExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                BeforeTestExecutionCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver {
    private static final Map<Class<?>, Function<TestBroker, Object>> PARTS = Map.of(
            TestBroker.class, broker -> broker,
            Broker.class, TestBroker::broker,
            BrokerAdmin.class, TestBroker::admin,
            PetrelConnectionFactory.class, TestBroker::connectionFactory,
            ConnectionFactory.class, TestBroker::connectionFactory,
            PetrelXAConnectionFactory.class, TestBroker::xaConnectionFactory,
            XAConnectionFactory.class, TestBroker::xaConnectionFactory,
            JMSContext.class, TestBroker::createContext,
            VirtualClock.class, TestBroker::clock);

    private final Namespace namespace = Namespace.create(PetrelExtension.class, this);

    /** Null if annotations say what is wanted. */
    private final @Nullable BrokerSpec programmed;

    /** Used by JUnit, for {@link PetrelTest}. */
    public PetrelExtension() {
        this(null);
    }

    private PetrelExtension(@Nullable BrokerSpec programmed) {
        this.programmed = programmed;
    }

    /**
     * Begins with what {@link PetrelTest} has by default.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    // ---- a class ----

    @Override
    public void beforeAll(ExtensionContext context) {
        if (spec(context).scope() == BrokerScope.CLASS) {
            // Begins it, asked for or not.
            tenancy(context);
        }
        inject(context, context.getRequiredTestClass(), null);
        if (spec(context).scope() == BrokerScope.CLASS) {
            // One instance for all tests (Lifecycle.PER_CLASS) is there already, and its @BeforeAll methods see its
            // fields.
            context.getTestInstance().ifPresent(instance -> inject(context, instance.getClass(), instance));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws JMSException {
        // Only what this class has put there: a nested class leaves alone what is around it.
        Tenancy ending = context.getStore(namespace).remove(BrokerScope.CLASS, Tenancy.class);
        if (ending != null) {
            injectAround(context);
            ending.end(context.getExecutionException().isEmpty());
        }
    }

    /** One instance for all tests of a class had in its fields what ends now; it has its own again, also for its @AfterAll. */
    private void injectAround(ExtensionContext ending) {
        for (Optional<ExtensionContext> at = ending.getParent();
                at.isPresent();
                at = at.get().getParent()) {
            ExtensionContext around = at.get();
            if (around.getTestInstance().isPresent() && spec(around).scope() == BrokerScope.CLASS) {
                Object instance = around.getRequiredTestInstance();
                inject(around, instance.getClass(), instance);
            }
        }
    }

    // ---- a test ----

    @Override
    public void beforeEach(ExtensionContext context) {
        Tenancy tenancy = tenancy(context);
        if (isCheckedAfterEach(tenancy, context)) {
            begin(tenancy, context);
        }
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            inject(context, instance.getClass(), instance);
        }
    }

    /** A field for which no extension was responsible would be null. */
    @Override
    public void beforeTestExecution(ExtensionContext context) {
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : fields(instance.getClass(), false)) {
                if (get(field, instance) == null) {
                    throw new ExtensionConfigurationException("The field " + field + " is @Injected(\"" + nameIn(field)
                            + "\"), and there is no PetrelExtension of that name.");
                }
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws JMSException {
        boolean passed = context.getExecutionException().isEmpty();
        Tenancy own = context.getStore(namespace).remove(BrokerScope.METHOD, Tenancy.class);
        if (own != null) {
            injectAround(context);
            own.end(passed);
            return;
        }
        Tenancy shared = tenancy(context);
        if (isCheckedAfterEach(shared, context)) {
            shared.testEnds(name(context), passed);
        } else if (!passed) {
            shared.testFailed();
        }
    }

    /** Of tests that share a broker and run at the same time nobody knows which one has left something open. */
    private static boolean isCheckedAfterEach(Tenancy tenancy, ExtensionContext context) {
        return tenancy.spec().scope() == BrokerScope.CLASS
                && !OpenBrokers.of(context).isParallel();
    }

    // ---- what is asked for ----

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        // So that a constructor gets the broker of its test.
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        String wanted =
                parameter.findAnnotation(Injected.class).map(Injected::value).orElse("");
        return PARTS.containsKey(parameter.getParameter().getType())
                && wanted.equals(spec(context).name());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Tenancy tenancy = tenancy(context);
        if (context.getTestMethod().isPresent() && isCheckedAfterEach(tenancy, context)) {
            // The constructor is asked for before the test begins, and what it gets is the test's.
            begin(tenancy, context);
        }
        return part(parameter.getParameter().getType(), tenancy);
    }

    private static void begin(Tenancy tenancy, ExtensionContext context) {
        try {
            tenancy.testBegins(context.getUniqueId());
        } catch (JMSException e) {
            throw new ParameterResolutionException("The broker of the test cannot be looked at: " + e.getMessage(), e);
        }
    }

    private static Object part(Class<?> type, Tenancy tenancy) {
        Function<TestBroker, Object> part = PARTS.get(type);
        if (part == null) {
            throw new ExtensionConfigurationException("A test's broker has no " + type.getName() + " for @Injected.");
        }
        return part.apply(tenancy.broker());
    }

    /**
     * Fills the fields of a class.
     *
     * @param instance null for its static fields
     */
    private void inject(ExtensionContext context, Class<?> type, @Nullable Object instance) {
        for (Field field : fields(type, instance == null)) {
            if (nameIn(field).equals(spec(context).name())) {
                set(field, instance, part(field.getType(), tenancy(context)));
            }
        }
    }

    private static List<Field> fields(Class<?> type, boolean ofClass) {
        return AnnotationSupport.findAnnotatedFields(
                type,
                Injected.class,
                field -> Modifier.isStatic(field.getModifiers()) == ofClass,
                HierarchyTraversalMode.TOP_DOWN);
    }

    private static String nameIn(Field field) {
        return Objects.requireNonNull(field.getAnnotation(Injected.class)).value();
    }

    private static @Nullable Object get(Field field, Object instance) {
        try {
            field.setAccessible(true);
            return field.get(instance);
        } catch (IllegalAccessException | RuntimeException e) {
            throw new ExtensionConfigurationException("The field " + field + " cannot be read.", e);
        }
    }

    private static void set(Field field, @Nullable Object instance, Object value) {
        if (Modifier.isFinal(field.getModifiers())) {
            throw new ExtensionConfigurationException("The field " + field + " is final and cannot be @Injected.");
        }
        try {
            field.setAccessible(true);
            field.set(instance, value);
        } catch (IllegalAccessException | RuntimeException e) {
            throw new ExtensionConfigurationException("The field " + field + " cannot be set.", e);
        }
    }

    // ---- who has which broker ----

    /** What the test, or the class, of a context has. */
    private Tenancy tenancy(ExtensionContext context) {
        BrokerSpec spec = spec(context);
        Store store = context.getStore(namespace);
        Tenancy known = store.get(spec.scope(), Tenancy.class);
        // That of a class around may be another one than what is wanted here.
        if (known != null && known.spec().equals(spec)) {
            return known;
        }
        boolean inTest = context.getTestMethod().isPresent();
        if (inTest && spec.scope() == BrokerScope.CLASS) {
            throw new ExtensionConfigurationException(
                    "A broker for a class (BrokerScope.CLASS) takes a @PetrelTest on the"
                            + " class, or a PetrelExtension in a static field.");
        }
        if (!inTest && spec.scope() == BrokerScope.METHOD) {
            throw new ParameterResolutionException(
                    "Each test has its own broker, and there is no test yet: ask for it in a"
                            + " test or @BeforeEach method or an instance field, or let the class share one"
                            + " (BrokerScope.CLASS).");
        }
        Tenancy begun = new Tenancy(spec, name(context), OpenBrokers.of(context));
        store.put(spec.scope(), begun);
        return begun;
    }

    private BrokerSpec spec(ExtensionContext context) {
        if (programmed != null) {
            return programmed;
        }
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            Optional<AnnotatedElement> element = at.get().getElement();
            Optional<PetrelTest> annotation = AnnotationSupport.findAnnotation(element, PetrelTest.class);
            if (annotation.isPresent()) {
                return BrokerSpec.of(annotation.get());
            }
        }
        return BrokerSpec.PLAIN;
    }

    private static String name(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName()
                + context.getTestMethod().map(method -> "." + method.getName()).orElse("");
    }

    /** Says what broker tests are to have. Not thread-safe. */
    public static final class Builder {
        private String name = BrokerSpec.PLAIN.name();
        private boolean durable = BrokerSpec.PLAIN.durable();
        private BrokerScope scope = BrokerSpec.PLAIN.scope();
        private Consumer<BrokerOptions.Builder> options = BrokerSpec.PLAIN.options();
        private boolean clockRuns = BrokerSpec.PLAIN.clockRuns();
        private Set<Leak> leakCheck = BrokerSpec.PLAIN.leakCheck();
        private Duration patience = BrokerSpec.PLAIN.patience();

        private Builder() {}

        /**
         * Gives the broker a name that {@link Injected} can say, for tests with several.
         *
         * @param newName not empty
         * @return this builder
         */
        public Builder named(String newName) {
            if (newName.isEmpty()) {
                throw new IllegalArgumentException("The name of an extension is not empty.");
            }
            name = newName;
            return this;
        }

        /**
         * The broker is on disk, in a directory that is made for it and removed after it. Default: in memory.
         *
         * @return this builder
         */
        public Builder durable() {
            durable = true;
            return this;
        }

        /**
         * One broker for all tests of the class; the extension has to be in a static field. Default: one for each test.
         *
         * @return this builder
         */
        public Builder perClass() {
            scope = BrokerScope.CLASS;
            return this;
        }

        /**
         * Options of the broker: {@code options(o -> o.maxDeliveries(3))}. The clock is the extension's.
         *
         * @param setting sets them, for each broker anew
         * @return this builder
         */
        public Builder options(Consumer<BrokerOptions.Builder> setting) {
            options = setting;
            return this;
        }

        /**
         * The broker's time runs by itself and can be advanced beyond that. Default: it stands until it is advanced.
         *
         * @return this builder
         */
        public Builder runningClock() {
            clockRuns = true;
            return this;
        }

        /**
         * What is looked for after a test. Default: everything.
         *
         * @param leaks nothing for no check
         * @return this builder
         */
        public Builder leakCheck(Leak... leaks) {
            Set<Leak> wanted = EnumSet.noneOf(Leak.class);
            wanted.addAll(List.of(leaks));
            leakCheck = Set.copyOf(wanted);
            return this;
        }

        /**
         * How long receives and assertions of the kit wait for what another thread does. Default: 10 seconds.
         *
         * @param longest at least a millisecond
         * @return this builder
         */
        public Builder patience(Duration longest) {
            if (longest.compareTo(Duration.ofMillis(1)) < 0) {
                throw new IllegalArgumentException("Patience is at least a millisecond, and not " + longest + ".");
            }
            patience = longest;
            return this;
        }

        /**
         * The extension.
         *
         * @return for a field with {@code @RegisterExtension}
         */
        public PetrelExtension build() {
            return new PetrelExtension(
                    new BrokerSpec(name, durable, scope, List.of(), options, clockRuns, leakCheck, patience));
        }
    }
}
