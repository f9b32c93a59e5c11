package io.djong.apigenerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SourcesTest {
    private static String record(String body) throws SchemaException {
        var file = SchemaParserTest.parse(body);
        return new RecordSource(new Schema(List.of(file)), file, struct(file)).text();
    }

    private static String codec(String body) throws SchemaException {
        var file = SchemaParserTest.parse(body);
        return new CodecSource(new Schema(List.of(file)), file, struct(file)).text();
    }

    private static Declaration.Struct struct(SchemaPackage file) {
        return (Declaration.Struct) Objects.requireNonNull(file.declarations().get("P"));
    }

    @Test
    void onlyPointersAreNullable() throws Exception {
        assertThat(record("type P\n  a 1 string\n  b 2 *int32\n  c 3 []string\n  d 4 map[string]P\n  e 5 *P\n"))
                .contains("String a,", "@org.jspecify.annotations.Nullable Integer b,", "java.util.List<String> c,")
                .contains("java.util.Map<String, io.djong.api.types.test.v1.P> d,")
                .contains("io.djong.api.types.test.v1.@org.jspecify.annotations.Nullable P e")
                .contains("EMPTY = new P(\"\", null, java.util.List.of(), io.djong.api.json.OrderedMap.of(), null)")
                .contains("c = io.djong.api.given.EmptyList.copyOf(c);");
    }

    @Test
    void namesThatJavaKeepsForItselfGetAnUnderscore() throws Exception {
        assertThat(Component.javaName("default")).isEqualTo("default_");
        assertThat(Component.javaName("continue")).isEqualTo("continue_");
        assertThat(Component.javaName("x-kubernetes-list-type")).isEqualTo("xKubernetesListType");
        assertThat(Component.javaName("$ref")).isEqualTo("ref");
        assertThat(Component.javaName("not")).isEqualTo("not");
    }

    @Test
    void omittedMembersAndProtobufOrder() throws Exception {
        String text = codec("type P\n  late 9 string omitempty\n  early 2 int64\n");
        assertThat(text).contains("out.stringOmit(NAMES, 0, value.late());", "out.int64(NAMES, 1, value.early());");
        assertThat(text.indexOf("out.string(9, value.late());"))
                .isLessThan(text.indexOf("out.int64(2, value.early());"));
        assertThat(text).contains("case 74 -> late = in.readString();", "case 16 -> early = in.readInt64();");
    }

    @Test
    void typesThatStandInlineAreMessagesOnlyInProtobuf() throws Exception {
        String text = codec("type Q\n  x 1 string\ntype P\n  inline 3 Q\n  y 1 string\n");
        assertThat(text)
                .contains("FieldNames.of(\n            \"x\", \"y\");", "out.endMessage(3, mark3);", "case 26 -> {");
    }

    @Test
    void whatDoesNotResolveIsAnErrorWithItsLine() {
        assertThatThrownBy(() -> codec("type P\n  a 1 Nothing\n")).hasMessage("test.v1:7: unknown type Nothing");
        assertThatThrownBy(() -> codec("type P\n  a 1 other/v1.Thing\n"))
                .hasMessage("test.v1:7: unknown package of other/v1.Thing");
        assertThatThrownBy(() -> codec("type P\n  a 1 map[int32]string\n"))
                .hasMessage("test.v1:7: the keys of a map are strings, not int32");
        assertThatThrownBy(() -> codec("type P\n  inline 1 string\n"))
                .hasMessage("test.v1:7: only a type can stand inline");
    }
}
