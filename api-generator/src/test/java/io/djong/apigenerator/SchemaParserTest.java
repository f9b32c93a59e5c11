package io.djong.apigenerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaParserTest {
    static final String HEADER =
            "package test/v1\ngroup test.example\nversion v1\nconstants TestV1\nopenapi io.example.test.v1\n";

    static SchemaPackage parse(String body) throws SchemaException {
        return SchemaParser.parse("test.v1", HEADER + body);
    }

    @Test
    void aFileIsReadWhole() throws Exception {
        var file = parse("""
                # a comment
                resource things Thing namespaced singular=thing short=th,t categories=all verbs=get,list off
                subresource things/status Thing verbs=get

                string Colour red blue
                kind Thing
                  colour   1 *Colour  omitempty default="red"
                  parts    2 []Part   patch=merge:name list=map:name,kind
                type Part
                list ThingList of Thing
                """);
        assertThat(file.apiVersion()).isEqualTo("test.example/v1");
        assertThat(file.declarations().keySet()).containsExactly("Colour", "Thing", "Part", "ThingList");
        var thing =
                (Declaration.Struct) Objects.requireNonNull(file.declarations().get("Thing"));
        assertThat(thing.shape()).isEqualTo(Declaration.Shape.KIND);
        assertThat(thing.fields()).extracting(FieldLine::name).containsExactly("colour", "parts");
        assertThat(thing.fields().get(1).value("list")).contains("map:name,kind");
        var resource = file.resources().getFirst();
        assertThat(resource.shortNames()).containsExactly("th", "t");
        assertThat(resource.onByDefault()).isFalse();
        assertThat(ConstantsSource.constant(resource)).isEqualTo("THINGS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thing Part             | test.v1:6: unknown word thing",
                "  a 1 string           | test.v1:6: a field outside a type",
                "type P;  a x string    | test.v1:7: protobuf number expected, not x",
                "type P;  a 1           | test.v1:7: type expected",
                "type P;  a 1 string omit | test.v1:7: unknown flag omit",
                "type P;  a 1 string;  a 2 string | test.v1:8: field a twice",
                "type P;type P          | test.v1:7: P twice",
                "string S;  a 1 string  | test.v1:7: a field outside a type",
                "resource x X global verbs=all | test.v1:6: namespaced or cluster expected, not global",
                "resource x X cluster   | test.v1:6: verbs=… expected",
            })
    void errorsSayFileAndLine(String body, String message) {
        assertThatThrownBy(() -> parse(body.strip().startsWith("a ") ? "  " + body.strip() : body.replace(';', '\n')))
                .isInstanceOf(SchemaException.class)
                .hasMessage(message);
    }

    @Test
    void aHeaderMustBeWhole() {
        assertThatThrownBy(() -> SchemaParser.parse("x", "package a/v1\n")).hasMessage("x:1: group missing");
    }
}
