package org.petrelmq.conformance;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test its {@link Jms}, and skips tests whose features the provider has not. The provider is named by the
 * configuration parameter {@value #PROVIDER}, started before the first test and closed after the last.
 */
public final class ProviderExtension implements ParameterResolver, ExecutionCondition {
    /** The configuration parameter with the name of the class that implements {@link ProviderUnderTest}. */
    public static final String PROVIDER = "petrel.conformance.provider";

    private static final Namespace NAMESPACE = Namespace.create(ProviderExtension.class);

    /** Used by JUnit. */
    public ProviderExtension() {}

    private record Running(ProviderUnderTest provider) implements AutoCloseable {
        @Override
        public void close() {
            provider.close();
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<AnnotatedElement> element = context.getElement();
        List<Feature> missing = new ArrayList<>();
        element.map(annotated -> annotated.getAnnotation(Requires.class)).ifPresent(requires -> {
            for (Feature feature : requires.value()) {
                if (!provider(context).features().contains(feature)) {
                    missing.add(feature);
                }
            }
        });
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled("The provider has what the test needs.")
                : ConditionEvaluationResult.disabled("not supported: " + missing);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Jms.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).computeIfAbsent(Jms.class, key -> newJms(context), Jms.class);
    }

    private static Jms newJms(ExtensionContext context) {
        ProviderUnderTest provider = provider(context);
        try {
            provider.cleanState();
        } catch (Exception e) {
            throw new IllegalStateException("The provider could not be cleaned before the test.", e);
        }
        String test = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        return new Jms(provider, test);
    }

    private static ProviderUnderTest provider(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Running.class, key -> start(context), Running.class)
                .provider();
    }

    private static Running start(ExtensionContext context) {
        String className = context.getConfigurationParameter(PROVIDER)
                .orElseThrow(() -> new IllegalStateException("The parameter " + PROVIDER + " names no provider."));
        try {
            ProviderUnderTest provider = Main.newProvider(className);
            provider.start();
            return new Running(provider);
        } catch (Exception e) {
            throw new IllegalStateException("The provider " + className + " could not be started.", e);
        }
    }
}
