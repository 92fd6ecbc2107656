package org.petrelmq.util;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CloseScopeTest {

    @Test
    void close_givesTheChildrenOnceInTheirOrder() {
        CloseScope<String> scope = new CloseScope<>();
        scope.add("a");
        scope.add("b");
        scope.add("c");
        scope.remove("b");
        assertThat(scope.close()).containsExactly("a", "c");
        assertThat(scope.close()).isEmpty();
    }

    @Test
    void add_afterClose_isRefused() {
        CloseScope<String> scope = new CloseScope<>();
        scope.close();
        assertThat(scope.add("late")).isFalse();
        assertThat(scope.isEmpty()).isTrue();
    }

    @Test
    void children_areThoseOfTheMoment() {
        CloseScope<String> scope = new CloseScope<>();
        assertThat(scope.add("a")).isTrue();
        assertThat(scope.add("a")).isFalse();
        assertThat(scope.children()).containsExactly("a");
        assertThat(scope.isEmpty()).isFalse();
        scope.remove("a");
        assertThat(scope.children()).isEmpty();
        assertThat(scope.isEmpty()).isTrue();
    }
}
