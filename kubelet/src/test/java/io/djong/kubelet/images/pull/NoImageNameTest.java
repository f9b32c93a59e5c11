package io.djong.kubelet.images.pull;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoImageNameTest {
    @ParameterizedTest
    @CsvSource({
        "Foo Bar, invalid reference format: repository name (library/Foo Bar) must be lowercase",
        "Not/An:Image:Name, invalid reference format: repository name (An) must be lowercase",
        "reg.example/A/b:C, invalid reference format: repository name (A/b) must be lowercase",
        "docker.io/A, invalid reference format: repository name (library/A) must be lowercase",
        "a:-x, invalid reference format",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, 'invalid repository name "
                + "(0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef), "
                + "cannot specify 64-byte hexadecimal strings'",
    })
    void saysItAsContainerToolsDo(String text, String why) {
        assertThat(NoImageName.why(text)).isEqualTo(why);
    }
}
