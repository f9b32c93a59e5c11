package io.djong.apiserver.admission.storage;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.types.storage.v1.StorageClass;
import io.djong.api.types.storage.v1.StorageV1;
import io.djong.api.types.storage.v1.VolumeAttributesClass;
import io.djong.apiserver.server.VirtualServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The default class, how claims grow, and finalizers, through the verbs.
final class StoragePluginsTest {

    private static PersistentVolumeClaim claim(String name, String fields) throws Exception {
        return object(PersistentVolumeClaim.TYPE, """
            {"metadata":{"name":"%s","namespace":"default"},"spec":{%s"accessModes":["ReadWriteOnce"],
              "resources":{"requests":{"storage":"1Gi"}}}}""".formatted(name, fields));
    }

    private static StorageClass storage(String name, boolean byDefault, boolean expandable) throws Exception {
        return object(StorageClass.TYPE, """
            {"metadata":{"name":"%s","annotations":{"storageclass.kubernetes.io/is-default-class":"%s"}},
              "provisioner":"p","allowVolumeExpansion":%s}""".formatted(name, byDefault, expandable));
    }

    private static PersistentVolumeClaim larger(PersistentVolumeClaim claim) {
        var requests = Map.of("storage", Quantity.of("2Gi"));
        return claim.withSpec(
                claim.spec().withResources(claim.spec().resources().withRequests(requests)));
    }

    @Test
    void aClaimThatSaysNothingGetsTheDefaultClass() throws Exception {
        VirtualServer.run(server -> {
            var claims = server.admin().of(CoreV1.PERSISTENT_VOLUME_CLAIMS);
            assertThat(claims.create(claim("a", "")).spec().storageClassName()).isNull();
            var classes = server.admin().of(StorageV1.STORAGE_CLASSES);
            classes.create(storage("z", true, false));
            classes.create(storage("b", true, false));
            classes.create(storage("c", false, false));
            assertThat(claims.create(claim("b", "")).spec().storageClassName()).isEqualTo("b");
            assertThat(claims.create(claim("c", "\"storageClassName\":\"\","))
                            .spec()
                            .storageClassName())
                    .isEmpty();
        });
    }

    @Test
    void onlyABoundClaimOfAnExpandableClassGrows() throws Exception {
        VirtualServer.run(server -> {
            var classes = server.admin().of(StorageV1.STORAGE_CLASSES);
            classes.create(storage("fixed", false, false));
            classes.create(storage("grows", false, true));
            var claims = server.admin().of(CoreV1.PERSISTENT_VOLUME_CLAIMS);
            var unbound = claims.create(claim("a", "\"storageClassName\":\"grows\","));
            assertThatThrownBy(() -> claims.update(larger(unbound)))
                    .hasMessageContaining("spec is immutable after creation");
            var bound = claims.updateStatus(unbound.withStatus(unbound.status().withPhase("Bound")));
            assertThat(claims.update(larger(bound)).spec().resources().requests())
                    .containsEntry("storage", Quantity.of("2Gi"));
            var fixed = claims.create(claim("b", "\"storageClassName\":\"fixed\","));
            var full = claims.updateStatus(fixed.withStatus(fixed.status().withPhase("Bound")));
            assertThatThrownBy(() -> claims.update(larger(full)))
                    .hasMessageContaining("the storageclass that provisions the pvc must support resize");
        });
    }

    @Test
    void whatCanBeInUseGetsAFinalizer() throws Exception {
        VirtualServer.run(server -> {
            var client = server.admin();
            var claim = client.of(CoreV1.PERSISTENT_VOLUME_CLAIMS).create(claim("a", ""));
            assertThat(claim.metadata().finalizers()).containsExactly("kubernetes.io/pvc-protection");
            var volume = client.of(CoreV1.PERSISTENT_VOLUMES).create(object(PersistentVolume.TYPE, """
                            {"metadata":{"name":"v","finalizers":["kubernetes.io/pv-protection"]},"spec":{
                              "capacity":{"storage":"1"},"accessModes":["ReadWriteOnce"],"hostPath":{"path":"/x"}}}"""));
            assertThat(volume.metadata().finalizers()).containsExactly("kubernetes.io/pv-protection");
            var attributes =
                    client.of(StorageV1.VOLUME_ATTRIBUTES_CLASSES).create(object(VolumeAttributesClass.TYPE, """
                            {"metadata":{"name":"a"},"driverName":"d","parameters":{"a":"b"}}"""));
            assertThat(attributes.metadata().finalizers()).containsExactly("kubernetes.io/vac-protection");
        });
    }
}
