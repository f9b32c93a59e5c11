package io.djong.apiserver.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarningsTest {
    private final Warnings warnings = new Warnings();

    @Test
    void saysEachSentenceOnceInOrder() {
        warnings.add("b");
        warnings.add("a");
        warnings.add("");
        warnings.add("b");

        assertThat(warnings.all()).containsExactly("b", "a");
    }

    @Test
    void quotesAndSendsUtf8() {
        warnings.add("unknown field \"é\"\n\\");

        assertThat(warnings.headers()).containsExactly("299 - \"unknown field \\\"Ã©\\\"\\\\\"");
    }

    @Test
    void cutsAllWhenTheyGrowTooLong() {
        for (int i = 0; i < 15; i++) {
            warnings.add("%02d".formatted(i) + "x".repeat(300));
        }

        assertThat(warnings.all()).hasSize(15).allMatch(each -> each.length() == Warnings.CUT_LIMIT_CHARACTERS);
    }

    @Test
    void leavesOutWhatComesAfterTheLimit() {
        for (int i = 0; i < 30; i++) {
            warnings.add("%02d".formatted(i) + "x".repeat(300));
        }

        assertThat(warnings.all()).hasSize(16);
    }
}
