package io.djong.api.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.meta.v1.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelSelectorsTest {
    private static LabelSelector expression(String key, String operator, String... values) {
        return LabelSelector.EMPTY.withMatchExpressions(
                List.of(new LabelSelectorRequirement(key, operator, List.of(values))));
    }

    @Test
    void nullMatchesNothingAndEmptyMatchesEverything() {
        assertThat(LabelSelectors.of(null).matches(Map.of())).isFalse();
        assertThat(LabelSelectors.of(LabelSelector.EMPTY).matches(Map.of("a", "b")))
                .isTrue();
    }

    @Test
    void labelsAndExpressionsMustAllHold() {
        var selector = expression("tier", "NotIn", "test").withMatchLabels(Map.of("app", "web"));
        assertThat(LabelSelectors.of(selector).matches(Map.of("app", "web"))).isTrue();
        assertThat(LabelSelectors.of(selector).matches(Map.of("app", "web", "tier", "test")))
                .isFalse();
        assertThat(LabelSelectors.format(selector)).isEqualTo("app=web,tier notin (test)");
        assertThat(LabelSelectors.of(expression("a", "Exists")).matches(Map.of("a", "")))
                .isTrue();
        assertThat(LabelSelectors.of(expression("a", "DoesNotExist")).matches(Map.of("a", "")))
                .isFalse();
        assertThat(LabelSelectors.of(expression("a", "In", "1", "2")).matches(Map.of("a", "2")))
                .isTrue();
    }

    @Test
    void unknownOperatorIsAnErrorAndMatchesNothing() {
        assertThatThrownBy(() -> LabelSelectors.checked(expression("a", "Like", "b")))
                .isInstanceOf(SelectorException.class)
                .hasMessage("\"Like\" is not a valid label selector operator");
        assertThat(LabelSelectors.of(expression("a", "Like", "b")).matches(Map.of("a", "b")))
                .isFalse();
    }
}
