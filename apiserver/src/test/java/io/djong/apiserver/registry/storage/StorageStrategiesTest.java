package io.djong.apiserver.registry.storage;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.types.core.v1.TypedObjectReference;
import io.djong.api.types.storage.v1.CSIDriver;
import io.djong.api.types.storage.v1.StorageV1;
import io.djong.api.types.storage.v1.VolumeAttachment;
import io.djong.apiserver.server.VirtualServer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a writer may set of volumes, claims, drivers and attachments.
final class StorageStrategiesTest {
    private static final String CLAIM = """
            {"metadata":{"name":"%s","namespace":"default"},"spec":{%s"accessModes":["ReadWriteOnce"],
              "resources":{"requests":{"storage":"1Gi"}}},"status":{"phase":"Bound"}}""";

    @Test
    void aClaimNamesItsSourceTwice() throws Exception {
        VirtualServer.run(server -> {
            var claims = server.admin().of(CoreV1.PERSISTENT_VOLUME_CLAIMS);
            var copy = claims.create(object(
                    PersistentVolumeClaim.TYPE,
                    CLAIM.formatted("a", "\"dataSource\":{\"kind\":\"PersistentVolumeClaim\",\"name\":\"b\"},")));
            assertThat(copy.status().phase()).isEqualTo("Pending");
            assertThat(copy.spec().dataSourceRef())
                    .isEqualTo(new TypedObjectReference(null, "PersistentVolumeClaim", "b", null));
            var odd = claims.create(object(
                    PersistentVolumeClaim.TYPE,
                    CLAIM.formatted("b", "\"dataSource\":{\"kind\":\"Pod\",\"name\":\"b\"},")));
            assertThat(odd.spec().dataSource()).isNull();
            var elsewhere = claims.create(
                    object(
                            PersistentVolumeClaim.TYPE,
                            CLAIM.formatted(
                                    "c",
                                    "\"dataSourceRef\":{\"kind\":\"PersistentVolumeClaim\",\"name\":\"b\",\"namespace\":\"n\"},")));
            assertThat(elsewhere.spec().dataSourceRef()).isNull();
        });
    }

    @Test
    void aVolumeSaysWhenItsPhaseChanged() throws Exception {
        VirtualServer.run(server -> {
            var volumes = server.admin().of(CoreV1.PERSISTENT_VOLUMES);
            var volume = volumes.create(object(PersistentVolume.TYPE, """
                    {"metadata":{"name":"v"},"spec":{"capacity":{"storage":"1"},"accessModes":["ReadWriteOnce"],
                      "hostPath":{"path":"/x"}},"status":{"phase":"Bound","reason":"r"}}"""));
            assertThat(volume.status().phase()).isEqualTo("Pending");
            assertThat(volume.status().reason()).isEmpty();
            assertThat(volume.status().lastPhaseTransitionTime())
                    .isEqualTo(volume.metadata().creationTimestamp());
            var then = Instant.parse("2020-01-01T00:00:00Z");
            var told = volumes.updateStatus(
                    volume.withStatus(volume.status().withPhase("Bound").withLastPhaseTransitionTime(then)));
            assertThat(told.status().lastPhaseTransitionTime()).isEqualTo(then);
            var kept = volumes.updateStatus(told.withStatus(told.status().withLastPhaseTransitionTime(null)));
            assertThat(kept.status().lastPhaseTransitionTime()).isEqualTo(then);
            var noted = volumes.updateStatus(kept.withStatus(kept.status().withPhase("Released")));
            assertThat(noted.status().lastPhaseTransitionTime()).isAfter(then);
        });
    }

    @Test
    void aDriversGenerationCountsItsChanges() throws Exception {
        VirtualServer.run(server -> {
            var drivers = server.admin().of(StorageV1.CSI_DRIVERS);
            var driver = drivers.create(object(CSIDriver.TYPE, """
                    {"metadata":{"name":"d"},"spec":{"preventPodSchedulingIfMissing":true}}"""));
            assertThat(driver.spec().preventPodSchedulingIfMissing()).isNull();
            var before = driver.metadata().generation();
            var changed = drivers.update(driver.withSpec(driver.spec().withPodInfoOnMount(true)));
            assertThat(changed.metadata().generation()).isEqualTo(before + 1);
        });
    }

    @Test
    void anAttachersWordIsInTheStatusAlone() throws Exception {
        VirtualServer.run(server -> {
            var attachments = server.admin().of(StorageV1.VOLUME_ATTACHMENTS);
            var created = attachments.create(object(VolumeAttachment.TYPE, """
                    {"metadata":{"name":"a"},"spec":{"attacher":"d","nodeName":"n",
                      "source":{"persistentVolumeName":"v"}},"status":{"attached":true}}"""));
            assertThat(created.status().attached()).isFalse();
            var attached = attachments.updateStatus(
                    created.withMetadata(created.metadata().withLabels(Map.of("a", "b")))
                            .withStatus(created.status().withAttached(true)));
            assertThat(attached.status().attached()).isTrue();
            assertThat(attached.metadata().labels()).isEmpty();
        });
    }
}
