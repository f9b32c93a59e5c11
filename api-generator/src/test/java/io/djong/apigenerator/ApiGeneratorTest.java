package io.djong.apigenerator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiGeneratorTest {
    @TempDir
    private Path folder;

    private Path schema;
    private Path sources;

    @BeforeEach
    void writeTwoSchemaFiles() throws IOException {
        schema = Files.createDirectories(folder.resolve("schema"));
        sources = folder.resolve("sources");
        Files.writeString(schema.resolve("test.v1"), SchemaParserTest.HEADER + "type P\n  a 1 string\ntype Q\n");
        Files.writeString(
                schema.resolve("core.v1"),
                "package core/v1\ngroup core\nversion v1\nconstants CoreV1\nopenapi x\nkind Thing\n  part 1 test/v1.P\n");
    }

    private boolean generate() throws Exception {
        return ApiGenerator.generate(schema, sources, folder.resolve("resources"), List.of(schema), null);
    }

    @Test
    void anUnchangedSchemaIsNotGeneratedAgain() throws Exception {
        assertThat(generate()).isTrue();
        Path record = sources.resolve("io/djong/api/types/test/v1/P.java");
        Files.writeString(record, "untouched");
        assertThat(generate()).isFalse();
        assertThat(record).hasContent("untouched");
    }

    @Test
    void aChangedSchemaIsAndWhatIsGoneIsRemoved() throws Exception {
        generate();
        Path gone = sources.resolve("io/djong/api/types/test/v1/Q.java");
        assertThat(gone).exists();
        Files.writeString(schema.resolve("test.v1"), SchemaParserTest.HEADER + "type P\n  b 1 string\n");
        assertThat(generate()).isTrue();
        assertThat(gone).doesNotExist();
        assertThat(sources.resolve("io/djong/api/types/test/v1/P.java"))
                .content()
                .contains("String b)");
        assertThat(folder.resolve("resources/io/djong/api/schema/core.v1"))
                .hasContent("O\tx\nT\tThing\tkind\tv1\t\t\nF\tpart\t1\ttest/v1.P\tv1.P\n");
    }
}
