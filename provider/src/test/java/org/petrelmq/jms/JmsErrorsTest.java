package org.petrelmq.jms;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

class JmsErrorsTest {

    @Test
    void table_isComplete() {
        Set<String> failures = new TreeSet<>();
        EnumSet.allOf(Failure.class).forEach(failure -> failures.add(failure.name()));
        Set<String> errors = new TreeSet<>();
        EnumSet.allOf(JmsErrors.class).forEach(error -> errors.add(error.name()));
        assertThat(errors).isEqualTo(failures).hasSize(13);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void bothFamilies_sayTheSame(Failure failure) {
        EngineException cause = new EngineException(failure, "queue 'orders' is deleted");
        JMSException checked = JmsErrors.checked(cause);
        JMSRuntimeException unchecked = JmsErrors.unchecked(cause);
        assertThat(checked).hasMessage("queue 'orders' is deleted").hasCause(cause);
        assertThat(checked.getLinkedException()).isSameAs(cause);
        assertThat(checked.getErrorCode()).isEqualTo(failure.name());
        assertThat(unchecked).hasMessage("queue 'orders' is deleted").hasCause(cause);
        assertThat(unchecked.getErrorCode()).isEqualTo(failure.name());
        String twin = checked.getClass().getSimpleName().replaceFirst("Exception$", "RuntimeException");
        if (failure != Failure.MESSAGE_EOF && failure != Failure.MESSAGE_NOT_READABLE) {
            assertThat(unchecked.getClass().getSimpleName()).isEqualTo(twin);
        }
        assertThat(JmsErrors.unchecked(checked)).hasSameClassAs(unchecked).hasCause(checked);
    }
}
