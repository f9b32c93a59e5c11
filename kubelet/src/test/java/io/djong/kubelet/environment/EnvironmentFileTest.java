package io.djong.kubelet.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFileTest {
    private static final String TEXT = """
            # a comment
              A='one'

            B='two # not a comment' # a comment
            C='first
              second'
            D= 'not assigned'
            E='$A "\\n'
            """;

    @TempDir
    Path volume;

    @Test
    void valuesStandInSingleQuotes() {
        assertThat(EnvironmentFile.find(TEXT, "A")).isEqualTo("one");
        assertThat(EnvironmentFile.find(TEXT, "B")).isEqualTo("two # not a comment");
        assertThat(EnvironmentFile.find(TEXT, "C")).isEqualTo("first\n  second");
        assertThat(EnvironmentFile.find(TEXT, "D")).isEmpty();
        assertThat(EnvironmentFile.find(TEXT, "E")).isEqualTo("$A \"\\n");
        assertThat(EnvironmentFile.find(TEXT, "F")).isEmpty();
    }

    @Test
    void otherFormsAreNone() {
        assertThat(EnvironmentFile.find("A=one", "A")).isNull();
        assertThat(EnvironmentFile.find("A ='one'", "A")).isNull();
        assertThat(EnvironmentFile.find("nothing", "A")).isNull();
        assertThat(EnvironmentFile.find("A='open\n", "A")).isNull();
        assertThat(EnvironmentFile.find("A='one'two", "A")).isNull();
    }

    @Test
    void linksLeadNowhereElse() throws Exception {
        Path outside = Files.writeString(volume.resolveSibling("secret-" + volume.getFileName()), "A='stolen'");
        try {
            Files.createSymbolicLink(volume.resolve("absolute"), outside);
            Files.createSymbolicLink(volume.resolve("upwards"), Path.of("..", String.valueOf(outside.getFileName())));
            Files.writeString(volume.resolve("file"), "A='mine'");
            Files.createSymbolicLink(volume.resolve("inside"), Path.of("/file"));
            assertThat(EnvironmentFile.read(volume, "inside", "A")).isEqualTo("mine");
            assertThatThrownBy(() -> EnvironmentFile.read(volume, "absolute", "A"))
                    .hasMessage("couldn't parse env file");
            assertThatThrownBy(() -> EnvironmentFile.read(volume, "upwards", "A"))
                    .hasMessage("couldn't parse env file");
        } finally {
            Files.delete(outside);
        }
    }
}
