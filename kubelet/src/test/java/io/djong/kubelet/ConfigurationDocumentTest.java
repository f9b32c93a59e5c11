package io.djong.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.json.JsonBool;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {
    @Test
    void hasUpstreamsKeys() {
        var document = ConfigurationDocument.of(
                KubeletConfig.defaults("one", Path.of("/var/lib/kubelet"), "unix:///run/containerd/containerd.sock"));

        assertThat(document.string("syncFrequency")).isEqualTo("1m0s");
        assertThat(document.string("containerRuntimeEndpoint")).isEqualTo("unix:///run/containerd/containerd.sock");
        var authentication = document.object("authentication");
        assertThat(authentication.object("webhook").get("enabled")).isEqualTo(JsonBool.of(true));
        assertThat(authentication.object("anonymous").get("enabled")).isEqualTo(JsonBool.of(false));
        assertThat(document.object("authorization").string("mode")).isEqualTo("Webhook");
        assertThat(document.object("evictionHard").string("memory.available")).isEqualTo("100Mi");
        assertThat(document.members().keySet()).doesNotContain("staticPodPath", "tlsCertFile");
    }
}
