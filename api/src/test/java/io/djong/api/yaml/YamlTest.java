package io.djong.api.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.json.JsonArray;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
    private static String json(String yaml) throws YamlException {
        return Yaml.read(yaml.getBytes(UTF_8)).value().toJson();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "yes|true",
                "No|false",
                "on|true",
                "y|true",
                "~|null",
                "``|null",
                "null|null",
                "'yes'|\"yes\"",
                "\"1\"|\"1\"",
                "1|1",
                "-1|-1",
                "+1|1",
                "0x1F|31",
                "0o17|15",
                "017|15",
                "0b11|3",
                "1_000|1000",
                "08|8",
                "9223372036854775807|9223372036854775807",
                "1.5|1.5",
                ".5|0.5",
                "1e3|1000",
                "1.5e+3|1500",
                "1.|1",
                ".|\".\"",
                "1.2.3|\"1.2.3\"",
                "0.0.0.0|\"0.0.0.0\"",
                "2001-01-01|\"2001-01-01\"",
                "2001-01-01T00:00:00Z|\"2001-01-01T00:00:00Z\"",
                "!!str 1|\"1\"",
                "!!binary YWI=|\"ab\"",
                "0x|\"0x\"",
                "100m|\"100m\"",
                "12e|\"12e\"",
                "- a|[\"a\"]",
                "[1, 'x']|[1,\"x\"]",
                "1: a|{\"1\":\"a\"}",
                "true: a|{\"true\":\"a\"}",
                "1.5: a|{\"1.5\":\"a\"}",
            })
    void scalarsMeanWhatUpstreamReads(String yaml, String expected) throws YamlException {
        assertThat(json(yaml)).isEqualTo(expected);
    }

    @Test
    void readsDocuments() throws YamlException {
        assertThat(json("a:\n  b: [1, 2]\n  c: |\n    x\n    y\n# comment\nd: ~\n"))
                .isEqualTo("{\"a\":{\"b\":[1,2],\"c\":\"x\\ny\\n\"},\"d\":null}");
        assertThat(json("")).isEqualTo("null");
        assertThat(json("a: 1\n---\nb: 2\n")).isEqualTo("{\"a\":1}");
        assertThat(Yaml.readAll("---\na: 1\n---\n---\nb: 2\n".getBytes(UTF_8))).hasSize(2);
        assertThat(json("{\"a\": \"\\u00e9\"}")).isEqualTo("{\"a\":\"é\"}");
    }

    @Test
    void aliasesAndMerges() throws YamlException {
        assertThat(json("x: &a {p: 1, q: 2}\nw: {<<: *a, q: 3}\nz: *a\n"))
                .isEqualTo("{\"w\":{\"p\":1,\"q\":3},\"x\":{\"p\":1,\"q\":2},\"z\":{\"p\":1,\"q\":2}}");
        assertThat(json("a: {<<: [{p: 1}, {p: 2, q: 2}]}")).isEqualTo("{\"a\":{\"p\":1,\"q\":2}}");
        assertThatThrownBy(() -> json("a: *b")).hasMessage("yaml: unknown anchor 'b' referenced");
        assertThatThrownBy(() -> json("a: &a [*a]")).hasMessage("yaml: anchor 'a' value contains itself");
        assertThatThrownBy(() -> json("<<: 1"))
                .hasMessage("yaml: map merge requires map or sequence of maps as the value");
    }

    @Test
    void reportsDuplicateKeysWithTheirLine() throws YamlException {
        var document = Yaml.read("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n".getBytes(UTF_8));
        assertThat(document.value().toJson()).isEqualTo("{\"a\":3,\"b\":{\"c\":2}}");
        assertThat(document.strictError())
                .isEqualTo("yaml: unmarshal errors:\n  line 4: key \"c\" already set in map\n"
                        + "  line 5: key \"a\" already set in map");
    }

    @Test
    void knowsThePlaceOfEachValue() throws YamlException {
        var node = requireNonNull((YamlNode.Mapping) Yaml.located("# c\na:\n  - x: 1\n".getBytes(UTF_8)));
        assertThat(node.entries().getFirst().position()).isEqualTo(new YamlPosition(2, 1));
        assertThat(node.entries().getFirst().value().position()).isEqualTo(new YamlPosition(3, 3));
    }

    @Test
    void refusesWhatIsNoYaml() {
        assertThatThrownBy(() -> json("a: b: c"))
                .hasMessageStartingWith("yaml: mapping values are not allowed in this context");
        assertThatThrownBy(() -> json("{a")).isInstanceOf(YamlException.class);
        assertThatThrownBy(() -> json("? [a]\n: b")).hasMessageContaining("invalid map key");
        assertThatThrownBy(() -> json("[".repeat(11_000))).isInstanceOf(YamlException.class);
    }

    @Test
    void laughsAtABillionLaughs() {
        var yaml = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            yaml.append("a").append(i).append(": &a").append(i).append(" [").append(("*a" + (i - 1) + ",").repeat(10));
            yaml.setCharAt(yaml.length() - 1, ']');
            yaml.append('\n');
        }
        assertThatThrownBy(() -> json(yaml.toString())).hasMessage("yaml: document contains excessive aliasing");
    }

    @Test
    void anyTextIsReadOrRefused() {
        var random = new Random(5);
        String[] pieces = {
            "a", ":", " ", "\n", "- ", "[", "]", "{", "}", ",", "'", "\"", "&x", "*x", "!!str", "|", ">", "1", "#", "?",
            "\t", "%", "---\n", "<<"
        };
        for (int i = 0; i < 50_000; i++) {
            var text = new StringBuilder();
            int length = random.nextInt(14);
            for (int j = 0; j < length; j++) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                Yaml.readAll(text.toString().getBytes(UTF_8));
            } catch (YamlException e) {
                assertThat(e.getMessage()).startsWith("yaml: ");
            }
        }
    }

    @Test
    void quotesTextsThatWouldBeReadAsSomethingElse() throws Exception {
        var json =
                "{\"a\":\"172\",\"b\":\"2020-02-03T04:05:06Z\",\"c\":\"no\",\"d\":\"\",\"e\":\"v1: x\",\"f\":\"plain\"}";
        assertThat(new String(
                        YamlWriter.ofJson(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("a: \"172\"\nb: \"2020-02-03T04:05:06Z\"\nc: \"no\"\nd: \"\"\ne: 'v1: x'\nf: plain\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{|line 1: did not find expected node content",
                "a: b\nc: ]|line 1: did not find expected node content",
                "a: b\nc: {d: e\n|line 2: did not find expected ',' or '}'",
                "a: [b\n|line 1: did not find expected ',' or ']'",
                "a: b\n c: d\n|line 2: mapping values are not allowed in this context",
                "a:\n  b: c\n d: e\n|line 2: did not find expected key",
                "a:\n  - b\n  c: d\n|line 2: did not find expected '-' indicator",
                "a: @b|found character that cannot start any token",
                "a:\n\tb: c\n|line 2: found character that cannot start any token",
                "a: \"\\q\"|found unknown escape character",
                "a: \"\\x4\"|did not find expected hexdecimal number",
                "a: |x\n  y|did not find expected comment or line break",
                "a: \"\u0001\"|control characters are not allowed",
                "%YAML 1.2\n---\na: b|found incompatible YAML document",
                "a: !!binary \"%%\"|!!binary value contains invalid base64 data",
            })
    void tellsFaultsInTheWordsOfUpstreamsLibrary(String row) {
        var at = row.lastIndexOf('|');
        var text = row.substring(0, at);

        assertThatThrownBy(() -> json(text)).hasMessage("yaml: " + row.substring(at + 1));
    }

    @Test
    void refusesBytesThatAreNoText() {
        assertThatThrownBy(() -> Yaml.read(new byte[] {'a', (byte) 0xff}))
                .hasMessage("yaml: invalid leading UTF-8 octet");
        assertThatThrownBy(() -> Yaml.read(new byte[] {(byte) 0xc3, '('}))
                .hasMessage("yaml: invalid trailing UTF-8 octet");
        assertThatThrownBy(() -> Yaml.read(new byte[] {(byte) 0xe2}))
                .hasMessage("yaml: incomplete UTF-8 octet sequence");
    }

    @Test
    void refusesNumbersThatJsonDoesNotHave() {
        assertThatThrownBy(() -> json("a: -.inf")).hasMessage("json: unsupported value: -Inf");
        assertThatThrownBy(() -> json("a: .nan")).hasMessage("json: unsupported value: NaN");
    }

    @Test
    void readsWhatIsDeep() throws Exception {
        var depth = 9_000;

        assertThat(Yaml.read(("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8))
                        .value())
                .isInstanceOf(JsonArray.class);
    }

    @Test
    void aTagThatMeansNothingMakesAText() throws Exception {
        assertThat(json("a: !foo 5\nb: !!int 5\nc: 1.")).isEqualTo("{\"a\":\"5\",\"b\":5,\"c\":1}");
    }
}
