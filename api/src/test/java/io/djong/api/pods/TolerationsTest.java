package io.djong.api.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Taint;
import io.djong.api.types.core.v1.Toleration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TolerationsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        key | Equal  | value | NoSchedule | true
        key |        | value | NoSchedule | true
        key | Equal  | other | NoSchedule | false
        key | Exists |       | NoSchedule | true
        key | Exists |       |            | true
        key | Exists |       | NoExecute  | false
            | Exists |       |            | true
        foo | Exists |       |            | false
        key | Above  | value | NoSchedule | false
        """)
    void tolerates(String key, String operator, String value, String effect, boolean expected) {
        var toleration = new Toleration(text(key), text(operator), text(value), text(effect), null);
        assertThat(Tolerations.tolerates(toleration, taint("key", "NoSchedule")))
                .isEqualTo(expected);
    }

    @Test
    void firstTaintThatRepels() {
        List<Taint> taints = List.of(taint("a", "PreferNoSchedule"), taint("b", "NoExecute"), taint("c", "NoSchedule"));
        var b = new Toleration("b", "Exists", "", "", null);
        var c = new Toleration("c", "Exists", "", "", null);
        assertThat(Tolerations.firstRepelling(taints, List.of())).isEqualTo(taints.get(1));
        assertThat(Tolerations.firstRepelling(taints, List.of(b))).isEqualTo(taints.get(2));
        assertThat(Tolerations.firstRepelling(taints, List.of(b, c))).isNull();
    }

    private static Taint taint(String key, String effect) {
        return new Taint(key, "value", effect, null);
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }
}
