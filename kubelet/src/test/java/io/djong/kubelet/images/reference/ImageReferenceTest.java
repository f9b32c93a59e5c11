package io.djong.kubelet.images.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    private static final String DIGEST = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @ParameterizedTest
    @CsvSource({
        "busybox, docker.io/library/busybox:latest",
        "busybox:1.36, docker.io/library/busybox:1.36",
        "index.docker.io/busybox, docker.io/library/busybox:latest",
        "team/app, docker.io/team/app:latest",
        "team/deep/app:v1.2-rc.1, docker.io/team/deep/app:v1.2-rc.1",
        "localhost/app, localhost/app:latest",
        "localhost:5000/app, localhost:5000/app:latest",
        "registry.example/app, registry.example/app:latest",
        "Registry/app, Registry/app:latest",
        "10.0.0.7:5000/team/app:1, 10.0.0.7:5000/team/app:1",
        "[fd00::1]:5000/app, [fd00::1]:5000/app:latest",
        "busybox@" + DIGEST + ", docker.io/library/busybox@" + DIGEST,
        "busybox:1@" + DIGEST + ", docker.io/library/busybox:1@" + DIGEST,
        "a__b/c--d, docker.io/a__b/c--d:latest"
    })
    void completesWhatPeopleWrite(String written, String whole) {
        assertThat(ImageReference.parse(written)).hasToString("Optional[" + whole + "]");
        assertThat(ImageReference.parse(whole)).hasToString("Optional[" + whole + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Busybox",
                "-busybox",
                "busybox:",
                "busybox:-1",
                "busybox@sha256:12",
                "a//b",
                "a___b",
                "registry.example/",
                "host:port/app",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            })
    void refusesWhatIsNoName(String written) {
        assertThat(ImageReference.parse(written)).isEmpty();
    }
}
