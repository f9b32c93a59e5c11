package io.djong.api.exchanges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Decoding, defaults and rules against what kube-apiserver answered.
class ExchangeReplayTest {
    private static final List<String> AREAS = List.of(
            "rules",
            "update",
            "names",
            "mutation",
            "defaulting",
            "metadata",
            "content",
            "subresource",
            "patch",
            "access");

    @Test
    void manyStepsAreDecidedHere() {
        int checked = 0;
        for (String area : AREAS) {
            for (var one : Exchanges.of(area)) {
                var replay = new Replay();
                replay.play(one);
                checked += replay.checked();
            }
        }
        assertThat(checked).isGreaterThan(300);
    }

    @TestFactory
    Stream<DynamicTest> replays() {
        return AREAS.stream()
                .flatMap(area -> Exchanges.of(area).stream())
                .map(one -> DynamicTest.dynamicTest(one.id(), () -> {
                    var replay = new Replay();
                    replay.play(one);
                    assertThat(replay.differences()).isEmpty();
                }));
    }
}
