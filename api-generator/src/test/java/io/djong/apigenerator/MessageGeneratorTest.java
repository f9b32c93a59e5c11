package io.djong.apigenerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageGeneratorTest {
    @TempDir
    private Path folder;

    private String generated(String body, String file) throws Exception {
        Path schema = Files.createDirectories(folder.resolve("schema"));
        Files.writeString(schema.resolve("x"), "java io.djong.x\nwire x.v1\n" + body);
        Files.writeString(schema.resolve("y"), "java io.djong.y\nwire y.v1\nmessage Other\n");
        MessageGenerator.generate(schema, folder.resolve("sources"));
        return Files.readString(folder.resolve("sources/io/djong/x/" + file));
    }

    @Test
    void zerosAreLeftOutAndWhatMayBeAbsentIsNullable() throws Exception {
        assertThat(generated("""
                        message M
                          a_name 1 string
                          b 2 y.v1.Other
                          c 3 int64 oneof=x
                          d 4 []int32
                          e 5 map[string]bytes
                        """, "M.java"))
                .contains("String aName,", "io.djong.y.@org.jspecify.annotations.Nullable Other b,")
                .contains(
                        "@org.jspecify.annotations.Nullable Long c,",
                        "java.util.List<Integer> d,",
                        "java.util.Map<String, byte[]> e")
                .contains("if (!(aName.isEmpty())) out.string(1, aName);", "if (c != null) out.int64(3, c);")
                .contains("case 32 -> d.add(in.readInt32());", "case 34 -> {");
    }

    @Test
    void nestedNamesAndMethods() throws Exception {
        String body = """
                service S
                  GetIt M stream M
                enum M.Kind
                  FirstOne 0
                message M
                  kind 1 Kind
                """;
        assertThat(generated(body, "MKind.java")).contains("FIRST_ONE(0),", "UNRECOGNIZED(-1);");
        assertThat(generated(body, "M.java"))
                .contains("io.djong.x.MKind kind", "EMPTY = new M(io.djong.x.MKind.of(0))");
        assertThat(generated(body, "SMethods.java")).contains("GET_IT = \"x.v1.S/GetIt\"", "From `M` to `stream:M`.");
    }

    @Test
    void errorsSayFileAndLine() {
        assertThatThrownBy(() -> generated("message M\n  a 1 Nothing\n", "M.java"))
                .hasMessage("x:4: unknown type Nothing");
        assertThatThrownBy(() -> generated("message M\n  a 0 string\n", "M.java"))
                .hasMessage("x:4: number expected, not 0");
        assertThatThrownBy(() -> generated("thing M\n", "M.java")).hasMessage("x:3: unknown word thing");
    }
}
