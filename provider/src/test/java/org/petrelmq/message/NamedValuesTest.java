package org.petrelmq.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NamedValuesTest {

    @Test
    void edit_frozenValues_staysAsItWas() {
        NamedValues.Editor editor = new NamedValues.Editor();
        editor.put("a", 1);
        NamedValues frozen = editor.freeze();
        editor.put("a", 2);
        editor.put("b", 3);
        assertThat(frozen.get("a")).isEqualTo(1);
        assertThat(frozen.contains("b")).isFalse();
        assertThat(editor.freeze().get("a")).isEqualTo(2);
    }

    @Test
    void freeze_twiceWithoutChange_isTheSameObject() {
        NamedValues.Editor editor = new NamedValues.Editor();
        editor.put("a", 1);
        assertThat(editor.freeze()).isSameAs(editor.freeze());
    }

    @Test
    void get_nullValue_isNullAndContained() {
        NamedValues.Editor editor = new NamedValues.Editor();
        editor.put("a", null);
        assertThat(editor.freeze().get("a")).isNull();
        assertThat(editor.freeze().contains("a")).isTrue();
        assertThat(editor.freeze().contains("b")).isFalse();
    }

    @Test
    void names_keepTheOrderInWhichTheyWereFirstSet() {
        NamedValues.Editor editor = new NamedValues.Editor();
        editor.put("b", 1);
        editor.put("a", 1);
        editor.put("b", 2);
        assertThat(editor.freeze().names()).containsExactly("b", "a");
    }

    /** Crosses the border between the scanned array and the index many times. */
    @Test
    void randomEdits_agreeWithAMap() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Map<String, Object> model = new HashMap<>();
            NamedValues values = NamedValues.EMPTY;
            for (int step = 0; step < 40; step++) {
                NamedValues.Editor editor = values.edit();
                String name = "n" + random.nextInt(15);
                editor.put(name, step);
                Map<String, Object> before = new HashMap<>(model);
                model.put(name, step);
                assertSame(values, before);
                values = editor.freeze();
                assertSame(values, model);
            }
        }
    }

    private static void assertSame(NamedValues values, Map<String, Object> model) {
        assertThat(values.size()).isEqualTo(model.size());
        model.forEach((name, value) -> assertThat(values.get(name)).isEqualTo(value));
    }
}
