package io.djong.cluster.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.pki.Certificates;
import io.djong.pki.KeyUse;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterCertificatesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void theSecondStartFindsWhatTheFirstMade() throws Exception {
        var first = at(NOW);
        var config = config("--tls-san=cluster.example,198.51.100.7");
        var shown = first.server(config);
        var second = at(NOW.plus(Duration.ofDays(30)));

        assertThat(second.authorityPem()).isEqualTo(first.authorityPem());
        assertThat(second.accounts().getPublic()).isEqualTo(first.accounts().getPublic());
        assertThat(second.server(config).chain()).isEqualTo(shown.chain());
    }

    @Test
    void theServersCertificateIsGoodForAllItsNames() throws Exception {
        var leaf = at(NOW).server(config("--tls-san=cluster.example,198.51.100.7"))
                .chain()
                .getFirst();

        assertThat(leaf.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(1))
                        .toList())
                .asString()
                .contains("kubernetes.default.svc.cluster.local", "cluster.example", "node-1")
                .contains("10.43.0.1", "192.0.2.10", "127.0.0.1", "198.51.100.7");
    }

    @Test
    void aCertificateNearItsEndOrForOtherNamesIsReplaced() throws Exception {
        var shown = at(NOW).server(config());
        var later = at(NOW.plus(Duration.ofDays(300))).server(config());
        var renamed = at(NOW.plus(Duration.ofDays(300))).server(config("--tls-san=other.example"));

        assertThat(later.chain()).isNotEqualTo(shown.chain());
        assertThat(renamed.chain()).isNotEqualTo(later.chain());
    }

    @Test
    void aPersonsKubeconfigCarriesNameAndGroups() throws Exception {
        var certificates = at(NOW);
        var issued = certificates.person("ann", List.of("dev", "ops"));

        assertThat(Certificates.subject(issued.certificate()).commonName()).isEqualTo("ann");
        assertThat(Certificates.subject(issued.certificate()).organizations()).containsExactlyInAnyOrder("dev", "ops");
        Certificates.verify(List.of(issued.certificate()), List.of(certificates.authority()), NOW, KeyUse.CLIENT_AUTH);
        assertThat(new KubeconfigWriter(certificates, "https://192.0.2.10:6443").text("ann", List.of("dev")))
                .contains("server: https://192.0.2.10:6443\n", "- name: \"ann\"\n", "    user: \"ann\"\n");
    }

    @Test
    void theAdministratorsFileIsLeftAloneWhileItIsGood() throws Exception {
        var file = folder.resolve("config/kubeconfig");
        new KubeconfigWriter(at(NOW), "https://127.0.0.1:6443").administrator(file);
        var written = Files.readString(file);
        new KubeconfigWriter(at(NOW), "https://127.0.0.1:6443").administrator(file);

        assertThat(Files.readString(file)).isEqualTo(written);
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

        new KubeconfigWriter(at(NOW), "https://127.0.0.1:7443").administrator(file);
        assertThat(Files.readString(file)).contains("https://127.0.0.1:7443");
    }

    @Test
    void aKeyThatIsNoneIsNamed() throws Exception {
        at(NOW);
        Files.writeString(folder.resolve("pki/ca.key"), "nothing");

        assertThatThrownBy(() -> at(NOW))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining(folder.resolve("pki").toString());
    }

    private ClusterCertificates at(Instant now) throws ClusterException {
        return ClusterCertificates.open(folder.resolve("pki"), InstantSource.fixed(now));
    }

    private static ClusterConfig config(String... flags) {
        Options options = ClusterOptions.OPTIONS;
        Settings settings = options.settings(options.parse(List.of(flags)), null);
        assertThat(settings.errors()).isEmpty();
        return ClusterOptions.config(settings, "Node-1", InetAddress.ofLiteral("192.0.2.10"));
    }
}
