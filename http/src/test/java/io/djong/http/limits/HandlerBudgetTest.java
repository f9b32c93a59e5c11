package io.djong.http.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.http.limits.HandlerBudget.Verdict;
import org.junit.jupiter.api.Test;

class HandlerBudgetTest {
    private final HandlerBudget<String> budget = new HandlerBudget<>(2, 2);

    @Test
    void startsThenLetsWaitThenEnds() {
        assertThat(budget.admit("a")).isEqualTo(Verdict.START);
        assertThat(budget.admit("b")).isEqualTo(Verdict.START);
        assertThat(budget.admit("c")).isEqualTo(Verdict.WAIT);
        assertThat(budget.admit("d")).isEqualTo(Verdict.WAIT);
        assertThat(budget.admit("e")).isEqualTo(Verdict.CLOSE_CONNECTION);
        assertThat(budget.next()).isNull();
    }

    @Test
    void startsWhatWaitsInItsOrder() {
        for (var each : new String[] {"a", "b", "c", "d"}) budget.admit(each);
        assertThat(budget.done()).isTrue();
        assertThat(budget.next()).isEqualTo("c");
        assertThat(budget.next()).isNull();
        assertThat(budget.admit("e")).as("behind d").isEqualTo(Verdict.WAIT);
        budget.done();
        budget.done();
        assertThat(budget.next()).isEqualTo("d");
        assertThat(budget.next()).isEqualTo("e");
        assertThat(budget.waiting()).isZero();
        assertThat(budget.running()).isEqualTo(2);
        assertThat(budget.done()).isFalse();
    }
}
