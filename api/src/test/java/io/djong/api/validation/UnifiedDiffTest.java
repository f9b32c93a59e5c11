package io.djong.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected texts are those of Python's difflib, which upstream's library is a translation of.
class UnifiedDiffTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        a b c ; a b c ;
        a b c ; a x c ; @@ -1,3 +1,3 @@| a|-b|+x| c|
        a b ; b ; @@ -1,2 +1 @@|-a| b|
        x a b c d a b ; a b c d a b x ; @@ -1,7 +1,7 @@|-x| a| b| c| d| a| b|+x|
        1 2 3 4 5 6 7 8 9 ; 0 1 2 3 4 5 6 7 9 ; @@ -1,3 +1,4 @@|+0| 1| 2| 3|@@ -5,5 +6,4 @@| 5| 6| 7|-8| 9|
        a b c d e f g h i j k l m n ; a b c d x f g h i j k l m y n ; @@ -2,7 +2,7 @@| b| c| d|-e|+x| f| g| h|@@ -11,4 +11,5 @@| k| l| m|+y| n|
        """)
    void itShowsWhatChanged(String before, String after, String wanted) {
        var text = UnifiedDiff.of(List.of(before.split(" ")), List.of(after.split(" ")));
        assertThat(text.replace('\n', '|')).isEqualTo(wanted == null ? "" : wanted);
    }

    @Test
    void frequentLinesStartNoRunInLongTexts() {
        var before = new ArrayList<>(IntStream.range(0, 250)
                .mapToObj(i -> i % 2 == 0 ? "" : "line " + i)
                .toList());
        var after = new ArrayList<>(before);
        after.set(101, "other");
        assertThat(UnifiedDiff.of(before, after)).isEqualTo("""
                @@ -99,7 +99,7 @@
                \s
                 line 99
                \s
                -line 101
                +other
                \s
                 line 103
                \s
                """);
    }
}
