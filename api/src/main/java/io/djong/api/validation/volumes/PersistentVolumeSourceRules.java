package io.djong.api.validation.volumes;

import io.djong.api.types.core.v1.AzureFilePersistentVolumeSource;
import io.djong.api.types.core.v1.CSIPersistentVolumeSource;
import io.djong.api.types.core.v1.CinderPersistentVolumeSource;
import io.djong.api.types.core.v1.GlusterfsPersistentVolumeSource;
import io.djong.api.types.core.v1.ISCSIPersistentVolumeSource;
import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.PersistentVolumeSpec;
import io.djong.api.types.core.v1.SecretReference;
import io.djong.api.types.core.v1.StorageOSPersistentVolumeSource;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.Texts;
import io.djong.api.validation.core.DiskRules;
import io.djong.api.validation.core.OneType;
import io.djong.api.validation.core.PathRules;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the data of a persistent volume is: exactly one kind of place.
final class PersistentVolumeSourceRules {
    private static final String MOUNT_OPTIONS = "volume.beta.kubernetes.io/mount-options";

    private PersistentVolumeSourceRules() {}

    /// The spec with nothing in it but where the data is.
    static PersistentVolumeSpec only(PersistentVolumeSpec spec) {
        var none = PersistentVolumeSpec.EMPTY;
        return spec.withCapacity(Map.of())
                .withAccessModes(List.of())
                .withClaimRef(null)
                .withPersistentVolumeReclaimPolicy(none.persistentVolumeReclaimPolicy())
                .withStorageClassName("")
                .withMountOptions(List.of())
                .withVolumeMode(null)
                .withNodeAffinity(null)
                .withVolumeAttributesClassName(null);
    }

    /// Options in the annotation of old are for some kinds only.
    static void mountOptions(FieldErrors errors, PersistentVolume volume) {
        var spec = volume.spec();
        boolean mounted = spec.gcePersistentDisk() != null
                || spec.awsElasticBlockStore() != null
                || spec.glusterfs() != null
                || spec.nfs() != null
                || spec.rbd() != null
                || spec.quobyte() != null
                || spec.iscsi() != null
                || spec.cinder() != null
                || spec.cephfs() != null
                || spec.azureFile() != null
                || spec.vsphereVolume() != null
                || spec.azureDisk() != null
                || spec.photonPersistentDisk() != null;
        if (!mounted && volume.metadata().annotations().containsKey(MOUNT_OPTIONS)) {
            errors.forbidden(
                    FieldPath.of("metadata").child("annotations", MOUNT_OPTIONS),
                    "may not specify mount options for this volume type");
        }
    }

    /// @param name of the volume; "" when it has none
    static void check(FieldErrors errors, FieldPath at, String name, PersistentVolumeSpec spec) {
        var type = new OneType(errors, at);
        disks(errors, at, spec, type);
        servers(errors, at, name, spec, type);
        clouds(errors, at, spec, type);
        others(errors, at, spec, type);
        type.required();
    }

    private static void disks(FieldErrors errors, FieldPath at, PersistentVolumeSpec spec, OneType type) {
        var folder = spec.hostPath();
        if (folder != null && type.isFirst("hostPath")) {
            DiskRules.hostPath(errors, at.child("hostPath"), folder.path(), folder.type());
        }
        var gce = spec.gcePersistentDisk();
        if (gce != null && type.isFirst("gcePersistentDisk")) {
            DiskRules.partitioned(errors, at.child("persistentDisk"), "pdName", gce.pdName(), gce.partition());
        }
        var aws = spec.awsElasticBlockStore();
        if (aws != null && type.isFirst("awsElasticBlockStore")) {
            var path = at.child("awsElasticBlockStore");
            DiskRules.partitioned(errors, path, "volumeID", aws.volumeID(), aws.partition());
        }
        var gluster = spec.glusterfs();
        if (gluster != null && type.isFirst("glusterfs")) {
            gluster(errors, at.child("glusterfs"), gluster);
        }
        var flocker = spec.flocker();
        if (flocker != null && type.isFirst("flocker")) {
            DiskRules.flocker(errors, at.child("flocker"), flocker.datasetName(), flocker.datasetUUID());
        }
    }

    private static void gluster(FieldErrors errors, FieldPath path, GlusterfsPersistentVolumeSource gluster) {
        some(errors, path.child("endpoints"), gluster.endpoints());
        some(errors, path.child("path"), gluster.path());
        String namespace = gluster.endpointsNamespace();
        var at = path.child("endpointsNamespace");
        if (namespace != null && namespace.isEmpty()) {
            errors.invalid(at, "", "if the endpointnamespace is set, it must be a valid namespace name");
        } else if (namespace != null) {
            errors.invalidEach(at, namespace, DnsNames.label(namespace));
        }
    }

    private static void servers(
            FieldErrors errors, FieldPath at, String name, PersistentVolumeSpec spec, OneType type) {
        if (spec.nfs() != null && type.isFirst("nfs")) {
            DiskRules.nfs(errors, at.child("nfs"), spec.nfs());
        }
        var rbd = spec.rbd();
        if (rbd != null && type.isFirst("rbd")) {
            if (rbd.monitors().isEmpty()) {
                errors.required(at.child("rbd", "monitors"));
            }
            some(errors, at.child("rbd", "image"), rbd.image());
        }
        if (spec.quobyte() != null && type.isFirst("quobyte")) {
            DiskRules.quobyte(errors, at.child("quobyte"), spec.quobyte());
        }
        var ceph = spec.cephfs();
        if (ceph != null && type.isFirst("cephFS") && ceph.monitors().isEmpty()) {
            errors.required(at.child("cephfs", "monitors"));
        }
        if (spec.iscsi() != null && type.isFirst("iscsi")) {
            iscsi(errors, at.child("iscsi"), name, spec.iscsi());
        }
        if (spec.cinder() != null && type.isFirst("cinder")) {
            cinder(errors, at.child("cinder"), spec.cinder());
        }
        if (spec.fc() != null && type.isFirst("fc")) {
            DiskRules.fibreChannel(errors, at.child("fc"), spec.fc());
        }
    }

    private static void iscsi(FieldErrors errors, FieldPath path, String name, ISCSIPersistentVolumeSource iscsi) {
        some(errors, path.child("targetPortal"), iscsi.targetPortal());
        String initiator = iscsi.initiatorName();
        if (initiator != null && ByteLength.of(name) + 1 + ByteLength.of(iscsi.targetPortal()) > 64) {
            errors.invalid(
                    path.child("targetportal"),
                    iscsi.targetPortal(),
                    "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if"
                            + " iscsi.initiatorName is specified.");
        }
        if (iscsi.iqn().isEmpty()) {
            errors.required(path.child("iqn"));
        } else {
            iscsiName(errors, path.child("iqn"), iscsi.iqn());
        }
        if (iscsi.lun() < 0 || iscsi.lun() > 255) {
            errors.invalid(path.child("lun"), iscsi.lun(), Texts.inclusiveRange(0, 255));
        }
        var secret = iscsi.secretRef();
        if ((iscsi.chapAuthDiscovery() || iscsi.chapAuthSession()) && secret == null) {
            errors.required(path.child("secretRef"));
        }
        if (secret != null) {
            some(errors, path.child("secretRef", "name"), secret.name());
        }
        if (initiator != null) {
            iscsiName(errors, path.child("initiatorname"), initiator);
        }
    }

    private static void iscsiName(FieldErrors errors, FieldPath path, String name) {
        if (!DiskRules.isIscsiName(name)) {
            errors.invalid(path, name, "must be valid format");
        }
    }

    private static void cinder(FieldErrors errors, FieldPath path, CinderPersistentVolumeSource cinder) {
        some(errors, path.child("volumeID"), cinder.volumeID());
        var secret = cinder.secretRef();
        if (secret != null) {
            some(errors, path.child("secretRef", "name"), secret.name());
            some(errors, path.child("secretRef", "namespace"), secret.namespace());
        }
    }

    private static void clouds(FieldErrors errors, FieldPath at, PersistentVolumeSpec spec, OneType type) {
        var flex = spec.flexVolume();
        if (flex != null) {
            type.noted();
            DiskRules.flex(errors, at.child("flexVolume"), flex.driver(), flex.options());
        }
        if (spec.azureFile() != null && type.isFirst("azureFile")) {
            azureFile(errors, at.child("azureFile"), spec.azureFile());
        }
        var vsphere = spec.vsphereVolume();
        if (vsphere != null && type.isFirst("vsphereVolume")) {
            some(errors, at.child("vsphereVolume", "volumePath"), vsphere.volumePath());
        }
        var photon = spec.photonPersistentDisk();
        if (photon != null && type.isFirst("photonPersistentDisk")) {
            some(errors, at.child("photonPersistentDisk", "pdID"), photon.pdID());
        }
        var portworx = spec.portworxVolume();
        if (portworx != null && type.isFirst("portworxVolume")) {
            some(errors, at.child("portworxVolume", "volumeID"), portworx.volumeID());
        }
        if (spec.azureDisk() != null && type.isFirst("azureDisk")) {
            DiskRules.azureDisk(errors, at.child("azureDisk"), spec.azureDisk());
        }
        var scale = spec.scaleIO();
        if (scale != null && type.isFirst("scaleIO")) {
            some(errors, at.child("scaleIO", "gateway"), scale.gateway());
            some(errors, at.child("scaleIO", "system"), scale.system());
            some(errors, at.child("scaleIO", "volumeName"), scale.volumeName());
        }
    }

    private static void azureFile(FieldErrors errors, FieldPath path, AzureFilePersistentVolumeSource file) {
        some(errors, path.child("secretName"), file.secretName());
        some(errors, path.child("shareName"), file.shareName());
        if (file.secretNamespace() != null) {
            some(errors, path.child("secretNamespace"), file.secretNamespace());
        }
    }

    private static void others(FieldErrors errors, FieldPath at, PersistentVolumeSpec spec, OneType type) {
        var local = spec.local();
        if (local != null && type.isFirst("local")) {
            var path = at.child("local", "path");
            some(errors, path, local.path());
            PathRules.noStepsBack(errors, path, local.path());
            if (spec.nodeAffinity() == null) {
                errors.required(at.child("nodeAffinity"), "Local volume requires node affinity");
            }
        }
        if (spec.storageos() != null && type.isFirst("storageos")) {
            storage(errors, at.child("storageos"), spec.storageos());
        }
        if (spec.csi() != null && type.isFirst("csi")) {
            csi(errors, at.child("csi"), spec.csi());
        }
    }

    private static void storage(FieldErrors errors, FieldPath path, StorageOSPersistentVolumeSource storage) {
        if (storage.volumeName().isEmpty()) {
            errors.required(path.child("volumeName"));
        } else {
            errors.invalidEach(path.child("volumeName"), storage.volumeName(), DnsNames.label(storage.volumeName()));
        }
        String namespace = storage.volumeNamespace();
        if (!namespace.isEmpty()) {
            errors.invalidEach(path.child("volumeNamespace"), namespace, DnsNames.label(namespace));
        }
        var secret = storage.secretRef();
        if (secret != null) {
            some(errors, path.child("secretRef", "name"), secret.name());
            some(errors, path.child("secretRef", "namespace"), secret.namespace());
        }
    }

    /// The secret for staging is the one that upstream does not look at.
    private static void csi(FieldErrors errors, FieldPath path, CSIPersistentVolumeSource csi) {
        DiskRules.driverName(errors, path.child("driver"), csi.driver());
        some(errors, path.child("volumeHandle"), csi.volumeHandle());
        secret(errors, path.child("controllerPublishSecretRef"), csi.controllerPublishSecretRef());
        secret(errors, path.child("controllerExpandSecretRef"), csi.controllerExpandSecretRef());
        secret(errors, path.child("nodePublishSecretRef"), csi.nodePublishSecretRef());
        secret(errors, path.child("nodeExpandSecretRef"), csi.nodeExpandSecretRef());
    }

    private static void secret(FieldErrors errors, FieldPath path, @Nullable SecretReference secret) {
        if (secret == null) {
            return;
        }
        if (secret.name().isEmpty()) {
            errors.required(path.child("name"));
        } else {
            errors.invalidEach(path.child("name"), secret.name(), DnsNames.subdomain(secret.name()));
        }
        if (secret.namespace().isEmpty()) {
            errors.required(path.child("namespace"));
        } else {
            errors.invalidEach(path.child("namespace"), secret.namespace(), DnsNames.label(secret.namespace()));
        }
    }

    private static void some(FieldErrors errors, FieldPath path, String text) {
        if (text.isEmpty()) {
            errors.required(path);
        }
    }
}
