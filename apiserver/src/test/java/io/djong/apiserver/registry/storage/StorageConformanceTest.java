package io.djong.apiserver.registry.storage;

import static io.djong.apiserver.server.VirtualServer.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ResourceQuota;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.node.v1.NodeV1;
import io.djong.api.types.node.v1.RuntimeClass;
import io.djong.api.types.storage.v1.CSIDriver;
import io.djong.api.types.storage.v1.CSINode;
import io.djong.api.types.storage.v1.CSIStorageCapacity;
import io.djong.api.types.storage.v1.StorageClass;
import io.djong.api.types.storage.v1.StorageV1;
import io.djong.api.types.storage.v1.VolumeAttachment;
import io.djong.apiserver.enablement.ApiEnablement;
import io.djong.apiserver.server.ApiServerConfig;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.WatchEvent;
import io.djong.client.WriteOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Behaviours that upstream's conformance suite names and that need nothing but the API server. Where
/// a controller takes part upstream (the finalizers of volumes and claims), the test does its work.
final class StorageConformanceTest {
    private static final ListQuery MARKED = ListQuery.ALL.withLabelSelector("test=lifecycle");

    /// Created, read, listed, watched, patched, replaced, deleted, made again and deleted with its kind.
    private static <T extends KubeObject> void lifecycle(KubeClient client, Resource<T> resource, T given)
            throws Exception {
        var objects = client.of(resource);
        var meta = given.metadata().withLabels(Map.of("test", "lifecycle"));
        var marked = with(given, meta);
        try (var watch = objects.watch(MARKED)) {
            var created = objects.create(marked);
            assertThat(created.metadata().uid()).isNotEmpty();
            var key = new ObjectKey(meta.namespace(), meta.name());
            assertThat(objects.get(key)).isEqualTo(created);
            assertThat(objects.list(MARKED).items()).containsExactly(created);
            var patched = objects.patch(
                    key, PatchType.MERGE, "{\"metadata\":{\"labels\":{\"patched\":\"yes\"}}}".getBytes(UTF_8));
            assertThat(patched.metadata().labels()).containsEntry("patched", "yes");
            var annotated = objects.update(with(patched, patched.metadata().withAnnotations(Map.of("updated", "yes"))));
            assertThat(annotated.metadata().annotations()).containsEntry("updated", "yes");
            delete(objects, annotated);
            assertThatThrownBy(() -> objects.get(key)).hasMessageContaining("not found");
            assertThat(watch.next()).isInstanceOf(WatchEvent.Added.class);
            assertThat(watch.next()).isInstanceOf(WatchEvent.Modified.class);
            assertThat(watch.next()).isInstanceOf(WatchEvent.Modified.class);
            assertThat(watch.next()).isNotNull();
        }
        objects.create(marked);
        objects.deleteCollection(MARKED, DeleteOptions.EMPTY);
        for (T left : objects.list(MARKED).items()) {
            objects.update(with(left, left.metadata().withFinalizers(List.of())));
        }
        assertThat(objects.list(MARKED).items()).isEmpty();
    }

    /// Gone, after what a controller would take away was taken away.
    private static <T extends KubeObject> void delete(ResourceClient<T> objects, T object) throws Exception {
        var key = new ObjectKey(object.metadata().namespace(), object.metadata().name());
        objects.delete(key);
        if (!object.metadata().finalizers().isEmpty()) {
            var held = objects.get(key);
            assertThat(held.metadata().deletionTimestamp()).isNotNull();
            objects.update(with(held, held.metadata().withFinalizers(List.of())));
        }
    }

    @SuppressWarnings("unchecked") // withMetadata gives the type that it was asked of
    private static <T extends KubeObject> T with(T object, ObjectMeta meta) {
        return (T) object.withMetadata(meta);
    }

    @Test
    @DisplayName("[sig-storage] StorageClasses CSI Conformance should run through the lifecycle of a StorageClass")
    void storageClass() throws Exception {
        VirtualServer.run(
                server -> lifecycle(server.admin(), StorageV1.STORAGE_CLASSES, object(StorageClass.TYPE, """
                {"metadata":{"name":"a"},"provisioner":"e2e-fake-provisioner","reclaimPolicy":"Delete",
                  "volumeBindingMode":"Immediate"}""")));
    }

    @Test
    @DisplayName("[sig-storage] CSIInlineVolumes should run through the lifecycle of a CSIDriver")
    void driver() throws Exception {
        VirtualServer.run(server -> lifecycle(server.admin(), StorageV1.CSI_DRIVERS, object(CSIDriver.TYPE, """
                {"metadata":{"name":"inline-driver"},"spec":{"volumeLifecycleModes":["Ephemeral"]}}""")));
    }

    @Test
    @DisplayName("[sig-storage] CSINodes CSI Conformance should run through the lifecycle of a csinode")
    void node() throws Exception {
        VirtualServer.run(server -> lifecycle(server.admin(), StorageV1.CSI_NODES, object(CSINode.TYPE, """
                {"metadata":{"name":"n"},"spec":{"drivers":[]}}""")));
    }

    @Test
    @DisplayName("[sig-storage] CSIStorageCapacity should support CSIStorageCapacities API operations")
    void capacity() throws Exception {
        VirtualServer.run(server -> {
            var capacity = object(CSIStorageCapacity.TYPE, """
                    {"metadata":{"name":"c","namespace":"default"},"storageClassName":"a","capacity":"1Gi"}""");
            lifecycle(server.admin(), StorageV1.CSI_STORAGE_CAPACITIES, capacity);
        });
    }

    @Test
    @DisplayName("[sig-storage] VolumeAttachment Conformance should run through the lifecycle of a VolumeAttachment")
    void attachment() throws Exception {
        VirtualServer.run(server -> lifecycle(server.admin(), StorageV1.VOLUME_ATTACHMENTS, attachmentOf("v")));
    }

    private static VolumeAttachment attachmentOf(String volume) throws Exception {
        return object(VolumeAttachment.TYPE, """
                {"metadata":{"name":"a"},"spec":{"attacher":"e2e-test.storage.k8s.io","nodeName":"n",
                  "source":{"persistentVolumeName":"%s"}}}""".formatted(volume));
    }

    @Test
    @DisplayName("[sig-storage] VolumeAttachment Conformance should apply changes to a volumeattachment status")
    void attachmentStatus() throws Exception {
        VirtualServer.run(server -> {
            var attachments = server.admin().of(StorageV1.VOLUME_ATTACHMENTS);
            var created = attachments.create(attachmentOf("v"));
            var key = new ObjectKey("", "a");
            var patched = attachments.patch(
                    key,
                    "status",
                    PatchType.MERGE,
                    "{\"status\":{\"attached\":true}}".getBytes(UTF_8),
                    WriteOptions.NONE);
            assertThat(patched.status().attached()).isTrue();
            var updated =
                    attachments.updateStatus(patched.withSpec(patched.spec().withNodeName("other"))
                            .withStatus(patched.status().withAttached(false)));
            assertThat(updated.status().attached()).isFalse();
            assertThat(updated.spec()).isEqualTo(created.spec());
        });
    }

    @Test
    @DisplayName("[sig-storage] PersistentVolumes CSI Conformance should run through the lifecycle of a PV and a PVC")
    void volumeAndClaim() throws Exception {
        VirtualServer.run(server -> {
            lifecycle(server.admin(), CoreV1.PERSISTENT_VOLUMES, volume());
            lifecycle(server.admin(), CoreV1.PERSISTENT_VOLUME_CLAIMS, claim());
        });
    }

    private static PersistentVolume volume() throws Exception {
        return object(PersistentVolume.TYPE, """
                {"metadata":{"name":"v"},"spec":{"capacity":{"storage":"1Gi"},"accessModes":["ReadWriteOnce"],
                  "csi":{"driver":"e2e-driver","volumeHandle":"h"}}}""");
    }

    private static PersistentVolumeClaim claim() throws Exception {
        return object(PersistentVolumeClaim.TYPE, """
                {"metadata":{"name":"c","namespace":"default"},"spec":{"accessModes":["ReadWriteOnce"],
                  "resources":{"requests":{"storage":"1Gi"}},"volumeName":"v","storageClassName":""}}""");
    }

    @Test
    @DisplayName("[sig-storage] PersistentVolumes CSI Conformance should apply changes to a pv/pvc status")
    void volumeAndClaimStatus() throws Exception {
        VirtualServer.run(server -> {
            var volumes = server.admin().of(CoreV1.PERSISTENT_VOLUMES);
            var volume = volumes.create(volume());
            var failed = volumes.updateStatus(
                    volume.withStatus(volume.status().withReason("E2E reason").withMessage("E2E message")));
            assertThat(volumes.get("", "v").status().reason()).isEqualTo("E2E reason");
            assertThat(failed.spec()).isEqualTo(volume.spec());
            var claims = server.admin().of(CoreV1.PERSISTENT_VOLUME_CLAIMS);
            var claim = claims.create(claim());
            var changed = claims.updateStatus(claim.withStatus(
                    claim.status().withPhase("Bound").withCapacity(Map.of("storage", Quantity.of("1Gi")))));
            assertThat(claims.get("default", "c").status().phase()).isEqualTo("Bound");
            assertThat(changed.spec()).isEqualTo(claim.spec());
        });
    }

    @Test
    @DisplayName("[sig-node] RuntimeClass should support RuntimeClasses API operations")
    void runtimeClass() throws Exception {
        VirtualServer.run(server -> lifecycle(server.admin(), NodeV1.RUNTIME_CLASSES, runtime("", "r")));
    }

    private static RuntimeClass runtime(String overhead, String name) throws Exception {
        return object(RuntimeClass.TYPE, """
                {"metadata":{"name":"%s"},"handler":"h"%s}""".formatted(name, overhead));
    }

    @Test
    @DisplayName("[sig-node] RuntimeClass should reject a Pod requesting a deleted RuntimeClass")
    void podsOfRuntimeClasses() throws Exception {
        VirtualServer.run(server -> {
            var client = server.admin();
            client.of(CoreV1.SERVICE_ACCOUNTS)
                    .create(object(
                            ServiceAccount.TYPE, "{\"metadata\":{\"name\":\"default\",\"namespace\":\"default\"}}"));
            var pod = object(Pod.TYPE, """
                    {"metadata":{"name":"p","namespace":"default"},"spec":{"runtimeClassName":"r",
                      "containers":[{"name":"c","image":"i"}]}}""");
            var classes = client.of(NodeV1.RUNTIME_CLASSES);
            classes.create(runtime(",\"overhead\":{\"podFixed\":{\"cpu\":\"10m\",\"memory\":\"1Mi\"}}", "r"));
            var made = client.of(CoreV1.PODS).create(pod);
            assertThat(made.spec().overhead())
                    .isEqualTo(Map.of("cpu", Quantity.of("10m"), "memory", Quantity.of("1Mi")));
            classes.delete(new ObjectKey("", "r"));
            assertThatThrownBy(() -> client.of(CoreV1.PODS)
                            .create(pod.withMetadata(pod.metadata().withName("q"))))
                    .hasMessageContaining("RuntimeClass \"r\" not found");
        });
    }

    @Test
    @DisplayName("[sig-api-machinery] ResourceQuota should manage the lifecycle of a ResourceQuota")
    void quota() throws Exception {
        var config = ApiServerConfig.inProcess().withEnablement(ApiEnablement.everything());
        VirtualServer.run(config, server -> {
            var quota = object(ResourceQuota.TYPE, """
                    {"metadata":{"name":"q","namespace":"default"},"spec":{"hard":{"cpu":"1","memory":"500Mi"}}}""");
            lifecycle(server.admin(), CoreV1.RESOURCE_QUOTAS, quota);
        });
    }

    @Test
    @DisplayName("[sig-api-machinery] ResourceQuota should apply changes to a resourcequota status")
    void quotaStatus() throws Exception {
        var config = ApiServerConfig.inProcess().withEnablement(ApiEnablement.everything());
        VirtualServer.run(config, server -> {
            var quotas = server.admin().of(CoreV1.RESOURCE_QUOTAS);
            var quota = quotas.create(object(ResourceQuota.TYPE, """
                    {"metadata":{"name":"q","namespace":"default"},"spec":{"hard":{"cpu":"500m"}},
                      "status":{"hard":{"cpu":"9"}}}"""));
            assertThat(quota.status().hard()).isEmpty();
            var told = quotas.updateStatus(quota.withSpec(quota.spec().withHard(Map.of()))
                    .withStatus(quota.status().withHard(Map.of("cpu", Quantity.of("500m")))));
            assertThat(told.status().hard()).containsKey("cpu");
            assertThat(told.spec()).isEqualTo(quota.spec());
        });
    }
}
