package io.djong.api.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|''",
                "'  '|''",
                "x|x",
                "!x|!x",
                "z=1,a==2, b != 3|a==2,b!=3,z=1",
                "a in (c, b)|a in (b,c)",
                "a notin ()|a notin ()",
                "a in (,)|a in ()",
                "a in (b,,c)|a in (,b,c)",
                "a=|a=",
                "a!=,b|a!=,b",
                "in in (in,notin)|in in (in,notin)",
                "a>1,b<2|a>1,b<2",
                "example.com/a=b|example.com/a=b",
            })
    void printsWhatItRead(String text, String printed) throws SelectorException {
        assertThat(Selector.parse(text)).hasToString(printed);
        assertThat(Selector.parse(printed)).isEqualTo(Selector.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b|unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
                "a=b c|found 'c', expected: ',' or 'end of string'",
                "a,|found '', expected: identifier after ','",
                "=|found '=', expected: !, identifier, or 'end of string'",
                "!|unable to parse requirement: found '', expected: identifier",
                "a in 1|unable to parse requirement: found '1' expected: '('",
                "a in (|unable to parse requirement: found '', expected: ',', ')' or identifier",
                "a in (b|unable to parse requirement: found '', expected: ',' or ')'",
                "a in (b,|unable to parse requirement: found '', expected: ',', or identifier",
                "a=(|unable to parse requirement: found '(', expected: identifier",
                "a>x|unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer",
                "!a=b|found '=', expected: ',' or 'end of string'",
            })
    void saysWhatUpstreamSays(String text, String message) {
        assertThatThrownBy(() -> Selector.parse(text))
                .isInstanceOf(SelectorException.class)
                .hasMessage(message);
    }

    @Test
    void namesTheKeyAndTheValueThatAreWrong() {
        assertThatThrownBy(() -> Selector.parse("a/=1"))
                .hasMessageStartingWith("unable to parse requirement: <nil>: Invalid value: \"a/\": name part must be"
                        + " non-empty; name part must consist");
        assertThatThrownBy(() -> Selector.parse("n=" + "v".repeat(64)))
                .hasMessage("unable to parse requirement: values[0][n]: Invalid value: \"" + "v".repeat(64)
                        + "\": must be no more than 63 bytes");
    }

    @Test
    void matchesLabels() throws SelectorException {
        var labels = Map.of("app", "web", "n", "7");
        for (String yes : List.of(
                "",
                "app",
                "app=web",
                "app==web",
                "app!=db",
                "app in (db,web)",
                "x notin (a)",
                "!x",
                "n>6",
                "n<8",
                "x!=1")) {
            assertThat(Selector.parse(yes).matches(labels)).as(yes).isTrue();
        }
        for (String no :
                List.of("x", "app=db", "app!=web", "app notin (web)", "!app", "n>7", "x>1", "app>1", "app=web,x")) {
            assertThat(Selector.parse(no).matches(labels)).as(no).isFalse();
        }
        assertThat(Selector.nothing().matches(labels)).isFalse();
        assertThat(Selector.ofLabels(labels).matches(labels)).isTrue();
        assertThat(Selector.parse("app in (web)").exactMatch("app")).isEqualTo("web");
        assertThat(Selector.parse("app in (web,db)").exactMatch("app")).isNull();
    }

    @Test
    void anyTextIsReadOrRefused() {
        var random = new Random(11);
        String[] pieces = {"a", "in", "notin", "(", ")", ",", "!", "=", "==", "<", ">", " ", "1", "x/y", "\0", "é"};
        for (int i = 0; i < 100_000; i++) {
            var text = new StringBuilder();
            int length = random.nextInt(10);
            for (int j = 0; j < length; j++) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                var selector = Selector.parse(text.toString());
                assertThat(Selector.parse(selector.toString()))
                        .as(text.toString())
                        .isEqualTo(selector);
            } catch (SelectorException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void fieldSelectorsEscape() throws SelectorException {
        var selector = FieldSelector.parse("b!=2,a=x\\,y\\=z\\\\,c==3,,");
        assertThat(selector).hasToString("a=x\\,y\\=z\\\\,b!=2,c=3");
        assertThat(selector.exactMatch("a")).isEqualTo("x,y=z\\");
        assertThat(selector.exactMatch("b")).isNull();
        assertThat(selector.matches(f -> Map.of("a", "x,y=z\\", "c", "3").getOrDefault(f, "")))
                .isTrue();
        assertThat(selector.matches(f -> "")).isFalse();
        assertThat(FieldSelector.parse("").isEmpty()).isTrue();
        assertThatThrownBy(() -> FieldSelector.parse("a")).hasMessage("invalid selector: 'a'; can't understand 'a'");
        assertThatThrownBy(() -> FieldSelector.parse("a=b=c"))
                .hasMessage("invalid field selector: unescaped character in value: 61");
        assertThatThrownBy(() -> FieldSelector.parse("a=\\x"))
                .hasMessage("invalid field selector: invalid escape sequence: \\x");
        assertThatThrownBy(() -> FieldSelector.parse("a=\\"))
                .hasMessage("invalid field selector: invalid escape sequence: \\");
    }
}
