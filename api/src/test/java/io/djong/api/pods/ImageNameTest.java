package io.djong.api.pods;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {
    private static final String DIGEST = "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "busybox, docker.io/library/busybox:latest",
        "busybox:1, docker.io/library/busybox:1",
        "a/b, docker.io/a/b:latest",
        "registry.example/app:1, registry.example/app:1",
        "localhost/a, localhost/a:latest",
        "localhost:5000/a/b:x, localhost:5000/a/b:x",
        "index.docker.io/x, docker.io/library/x:latest",
        "[::1]:5000/a, [::1]:5000/a:latest",
        "Reg/a, Reg/a:latest",
        "a__b--c.d_e, docker.io/library/a__b--c.d_e:latest",
    })
    void fullNames(String text, String full) {
        assertThat(requireNonNull(ImageName.parse(text))).hasToString(full);
        assertThat(requireNonNull(ImageName.parse(text + DIGEST)).digest()).isEqualTo(DIGEST.substring(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "A",
                "a:",
                "a:b:c",
                "a//b",
                "/a",
                "a/",
                "a___b",
                "a._b",
                "-a",
                "a@sha256:123",
                "a b",
                "a:-x",
                "reg.example:/a",
                "reg.example:x/a",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            })
    void noNames(String text) {
        assertThat(ImageName.parse(text)).isNull();
    }
}
