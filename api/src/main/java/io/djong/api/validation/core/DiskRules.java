package io.djong.api.validation.core;

import io.djong.api.types.core.v1.AzureDiskVolumeSource;
import io.djong.api.types.core.v1.CSIVolumeSource;
import io.djong.api.types.core.v1.FCVolumeSource;
import io.djong.api.types.core.v1.ISCSIVolumeSource;
import io.djong.api.types.core.v1.LocalObjectReference;
import io.djong.api.types.core.v1.NFSVolumeSource;
import io.djong.api.types.core.v1.QuobyteVolumeSource;
import io.djong.api.types.core.v1.StorageOSVolumeSource;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Disks, file servers and drivers behind volumes of pods and behind persistent volumes.
public final class DiskRules {
    private static final List<String> HOST_PATH_TYPES = List.of(
            "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket");
    private static final Pattern IQN =
            Pattern.compile("iqn\\.\\d{4}-\\d{2}\\.[A-Za-z0-9.-]++:[^,;*&$|\\t\\n\\f\\r ]++\\z");
    private static final Pattern EUI = Pattern.compile("eui.[A-Za-z0-9]{16}");
    private static final Pattern NAA = Pattern.compile("naa.[A-Za-z0-9]{32}");
    private static final List<String> CACHING = List.of("None", "ReadOnly", "ReadWrite");
    private static final List<String> AZURE_KINDS = List.of("Dedicated", "Managed", "Shared");
    private static final String REGISTRY = "must be a host:port pair or multiple pairs separated by commas";

    private DiskRules() {}

    static void local(FieldErrors errors, FieldPath at, Volume volume, OneType type) {
        if (volume.hostPath() != null && type.isFirst("hostPath")) {
            hostPath(
                    errors,
                    at.child("hostPath"),
                    volume.hostPath().path(),
                    volume.hostPath().type());
        }
        if (volume.gitRepo() != null && type.isFirst("gitRepo")) {
            VolumeRules.some(
                    errors, at.child("gitRepo", "repository"), volume.gitRepo().repository());
            PathRules.descending(
                    errors, at.child("gitRepo", "directory"), volume.gitRepo().directory());
        }
        var gce = volume.gcePersistentDisk();
        if (gce != null && type.isFirst("gcePersistentDisk")) {
            partitioned(errors, at.child("persistentDisk"), "pdName", gce.pdName(), gce.partition());
        }
        var aws = volume.awsElasticBlockStore();
        if (aws != null && type.isFirst("awsElasticBlockStore")) {
            partitioned(errors, at.child("awsElasticBlockStore"), "volumeID", aws.volumeID(), aws.partition());
        }
    }

    /// A file or folder of the node.
    public static void hostPath(FieldErrors errors, FieldPath path, String file, @Nullable String type) {
        if (file.isEmpty()) {
            errors.required(path.child("path"));
            return;
        }
        PathRules.noStepsBack(errors, path.child("path"), file);
        if (type != null && !HOST_PATH_TYPES.contains(type)) {
            errors.notSupported(path.child("type"), type, HOST_PATH_TYPES);
        }
    }

    /// A disk of a cloud.
    ///
    /// @param field the name of what names it
    public static void partitioned(FieldErrors errors, FieldPath path, String field, String id, int partition) {
        VolumeRules.some(errors, path.child(field), id);
        if (partition < 0 || partition > 255) {
            errors.invalid(path.child("partition"), partition, Texts.inclusiveRange(1, 255));
        }
    }

    static void network(FieldErrors errors, FieldPath at, Volume volume, OneType type) {
        var nfs = volume.nfs();
        if (nfs != null && type.isFirst("nfs")) {
            nfs(errors, at.child("nfs"), nfs);
        }
        var iscsi = volume.iscsi();
        if (iscsi != null) {
            if (type.isFirst("iscsi")) {
                iscsi(errors, at.child("iscsi"), iscsi);
            }
            if (iscsi.initiatorName() != null
                    && ByteLength.of(volume.name()) + 1 + ByteLength.of(iscsi.targetPortal()) > 64) {
                errors.invalid(
                        at.child("name"),
                        volume.name(),
                        "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if"
                                + " iscsi.initiatorName is specified.");
            }
        }
        var gluster = volume.glusterfs();
        if (gluster != null && type.isFirst("glusterfs")) {
            VolumeRules.some(errors, at.child("glusterfs", "endpoints"), gluster.endpoints());
            VolumeRules.some(errors, at.child("glusterfs", "path"), gluster.path());
        }
        var flocker = volume.flocker();
        if (flocker != null && type.isFirst("flocker")) {
            flocker(errors, at.child("flocker"), flocker.datasetName(), flocker.datasetUUID());
        }
    }

    /// A folder of a file server.
    public static void nfs(FieldErrors errors, FieldPath path, NFSVolumeSource nfs) {
        VolumeRules.some(errors, path.child("server"), nfs.server());
        VolumeRules.some(errors, path.child("path"), nfs.path());
        if (!nfs.path().startsWith("/")) {
            errors.invalid(path.child("path"), nfs.path(), "must be an absolute path");
        }
    }

    /// A data set, by name or id.
    public static void flocker(FieldErrors errors, FieldPath path, String name, String id) {
        if (name.isEmpty() && id.isEmpty()) {
            errors.required(path, "one of datasetName and datasetUUID is required");
        }
        if (!name.isEmpty() && !id.isEmpty()) {
            errors.invalid(path, "resource", "datasetName and datasetUUID can not be specified simultaneously");
        }
        if (name.indexOf('/') >= 0) {
            errors.invalid(path.child("datasetName"), name, "must not contain '/'");
        }
    }

    private static void iscsi(FieldErrors errors, FieldPath path, ISCSIVolumeSource iscsi) {
        VolumeRules.some(errors, path.child("targetPortal"), iscsi.targetPortal());
        if (iscsi.iqn().isEmpty()) {
            errors.required(path.child("iqn"));
        } else {
            iscsiName(errors, path.child("iqn"), iscsi.iqn());
        }
        if (iscsi.lun() < 0 || iscsi.lun() > 255) {
            errors.invalid(path.child("lun"), iscsi.lun(), Texts.inclusiveRange(0, 255));
        }
        if ((iscsi.chapAuthDiscovery() || iscsi.chapAuthSession()) && iscsi.secretRef() == null) {
            errors.required(path.child("secretRef"));
        }
        if (iscsi.initiatorName() != null) {
            iscsiName(errors, path.child("initiatorname"), iscsi.initiatorName());
        }
    }

    private static void iscsiName(FieldErrors errors, FieldPath path, String name) {
        if (!isIscsiName(name)) {
            boolean kind = name.startsWith("iqn") || name.startsWith("eui") || name.startsWith("naa");
            errors.invalid(path, name, "must be valid format" + (kind ? "" : " starting with iqn, eui, or naa"));
        }
    }

    /// Whether this can name a target or an initiator of iSCSI.
    public static boolean isIscsiName(String name) {
        return name.startsWith("iqn")
                ? IQN.matcher(name).find()
                : EUI.matcher(name).matches() || NAA.matcher(name).matches();
    }

    static void ceph(FieldErrors errors, FieldPath at, Volume volume, OneType type) {
        var rbd = volume.rbd();
        if (rbd != null && type.isFirst("rbd")) {
            if (rbd.monitors().isEmpty()) {
                errors.required(at.child("rbd", "monitors"));
            }
            VolumeRules.some(errors, at.child("rbd", "image"), rbd.image());
        }
        var cinder = volume.cinder();
        if (cinder != null && type.isFirst("cinder")) {
            VolumeRules.some(errors, at.child("cinder", "volumeID"), cinder.volumeID());
            secretName(errors, at.child("cinder"), cinder.secretRef());
        }
        if (volume.cephfs() != null && type.isFirst("cephFS")) {
            if (volume.cephfs().monitors().isEmpty()) {
                errors.required(at.child("cephfs", "monitors"));
            }
        }
        if (volume.quobyte() != null && type.isFirst("quobyte")) {
            quobyte(errors, at.child("quobyte"), volume.quobyte());
        }
    }

    private static void secretName(FieldErrors errors, FieldPath path, @Nullable LocalObjectReference secret) {
        if (secret != null) {
            VolumeRules.some(errors, path.child("secretRef", "name"), secret.name());
        }
    }

    /// A volume of Quobyte.
    public static void quobyte(FieldErrors errors, FieldPath path, QuobyteVolumeSource quobyte) {
        if (quobyte.registry().isEmpty()) {
            errors.required(path.child("registry"), REGISTRY);
        } else if (ByteLength.of(quobyte.tenant()) >= 65) {
            errors.required(path.child("tenant"), "must be a UUID and may not exceed a length of 64 characters");
        } else {
            for (String pair : quobyte.registry().split(",", -1)) {
                if (!isHostAndPort(pair)) {
                    errors.invalid(path.child("registry"), quobyte.registry(), REGISTRY);
                }
            }
        }
        VolumeRules.some(errors, path.child("volume"), quobyte.volume());
    }

    private static boolean isHostAndPort(String pair) {
        int colon = pair.lastIndexOf(':');
        if (colon < 0) {
            return false;
        }
        String host = pair.substring(0, colon);
        String port = pair.substring(colon + 1);
        if (host.startsWith("[")) {
            boolean closed = host.endsWith("]");
            host = closed ? host.substring(1, host.length() - 1) : "]";
        } else if (host.indexOf(':') >= 0) {
            return false;
        }
        return host.indexOf('[') < 0 && host.indexOf(']') < 0 && port.indexOf('[') < 0 && port.indexOf(']') < 0;
    }

    static void fibre(FieldErrors errors, FieldPath at, Volume volume, OneType type) {
        if (volume.fc() != null && type.isFirst("fc")) {
            fibreChannel(errors, at.child("fc"), volume.fc());
        }
        var flex = volume.flexVolume();
        if (flex != null && type.isFirst("flexVolume")) {
            flex(errors, at.child("flexVolume"), flex.driver(), flex.options());
        }
    }

    /// A volume of a driver that is a program on the node.
    public static void flex(FieldErrors errors, FieldPath path, String driver, Map<String, String> options) {
        VolumeRules.some(errors, path.child("driver"), driver);
        for (String option : options.keySet()) {
            int slash = option.indexOf('/');
            String domain = "."
                    + option.substring(0, slash < 0 ? option.length() : slash).toLowerCase(Locale.ROOT);
            if (domain.endsWith(".kubernetes.io") || domain.endsWith(".k8s.io")) {
                errors.invalid(
                        path.child("options").key(option), option, "kubernetes.io and k8s.io namespaces are reserved");
            }
        }
    }

    /// A disk behind Fibre Channel.
    public static void fibreChannel(FieldErrors errors, FieldPath path, FCVolumeSource fc) {
        boolean targets = !fc.targetWWNs().isEmpty();
        boolean names = !fc.wwids().isEmpty();
        if (!targets && !names) {
            errors.required(path.child("targetWWNs"), "must specify either targetWWNs or wwids, but not both");
        }
        if (targets && names) {
            errors.invalidShown(
                    path.child("targetWWNs"),
                    Shown.texts(fc.targetWWNs()),
                    "targetWWNs and wwids can not be specified simultaneously");
        }
        if (targets) {
            if (fc.lun() == null) {
                errors.required(path.child("lun"), "lun is required if targetWWNs is specified");
            } else if (fc.lun() < 0 || fc.lun() > 255) {
                errors.invalid(path.child("lun"), fc.lun(), Texts.inclusiveRange(0, 255));
            }
        }
    }

    static void clouds(FieldErrors errors, FieldPath at, Volume volume, OneType type) {
        var file = volume.azureFile();
        if (file != null && type.isFirst("azureFile")) {
            VolumeRules.some(errors, at.child("azureFile", "secretName"), file.secretName());
            VolumeRules.some(errors, at.child("azureFile", "shareName"), file.shareName());
        }
        var vsphere = volume.vsphereVolume();
        if (vsphere != null && type.isFirst("vsphereVolume")) {
            VolumeRules.some(errors, at.child("vsphereVolume", "volumePath"), vsphere.volumePath());
        }
        var photon = volume.photonPersistentDisk();
        if (photon != null && type.isFirst("photonPersistentDisk")) {
            VolumeRules.some(errors, at.child("photonPersistentDisk", "pdID"), photon.pdID());
        }
        var portworx = volume.portworxVolume();
        if (portworx != null && type.isFirst("portworxVolume")) {
            VolumeRules.some(errors, at.child("portworxVolume", "volumeID"), portworx.volumeID());
        }
        if (volume.azureDisk() != null && type.isFirst("azureDisk")) {
            azureDisk(errors, at.child("azureDisk"), volume.azureDisk());
        }
        if (volume.storageos() != null && type.isFirst("storageos")) {
            storage(errors, at.child("storageos"), volume.storageos());
        }
    }

    /// A disk of Azure.
    public static void azureDisk(FieldErrors errors, FieldPath path, AzureDiskVolumeSource disk) {
        VolumeRules.some(errors, path.child("diskName"), disk.diskName());
        VolumeRules.some(errors, path.child("diskURI"), disk.diskURI());
        String caching = disk.cachingMode();
        if (caching != null && !CACHING.contains(caching)) {
            errors.notSupported(path.child("cachingMode"), caching, CACHING);
        }
        String kind = disk.kind();
        if (kind == null) {
            return;
        }
        if (!AZURE_KINDS.contains(kind)) {
            errors.notSupported(path.child("kind"), kind, AZURE_KINDS);
        }
        if (kind.equals("Managed")) {
            if (!disk.diskURI().startsWith("/subscriptions/")) {
                errors.notSupported(
                        path.child("diskURI"),
                        disk.diskURI(),
                        List.of("/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/"
                                + "{disk-id}"));
            }
        } else if (!disk.diskURI().startsWith("https://")) {
            errors.notSupported(
                    path.child("diskURI"),
                    disk.diskURI(),
                    List.of("https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd"));
        }
    }

    private static void storage(FieldErrors errors, FieldPath path, StorageOSVolumeSource storage) {
        if (storage.volumeName().isEmpty()) {
            errors.required(path.child("volumeName"));
        } else {
            errors.invalidEach(path.child("volumeName"), storage.volumeName(), DnsNames.label(storage.volumeName()));
        }
        if (!storage.volumeNamespace().isEmpty()) {
            errors.invalidEach(
                    path.child("volumeNamespace"),
                    storage.volumeNamespace(),
                    DnsNames.label(storage.volumeNamespace()));
        }
        secretName(errors, path, storage.secretRef());
    }

    static void csi(FieldErrors errors, FieldPath path, CSIVolumeSource csi) {
        driverName(errors, path.child("driver"), csi.driver());
        var secret = csi.nodePublishSecretRef();
        if (secret != null) {
            if (secret.name().isEmpty()) {
                errors.required(path.child("nodePublishSecretRef", "name"));
            } else {
                errors.invalidEach(path.child("name"), secret.name(), DnsNames.subdomain(secret.name()));
            }
        }
    }

    /// The name of a CSI driver.
    public static void driverName(FieldErrors errors, FieldPath path, String driver) {
        if (driver.isEmpty()) {
            errors.required(path);
            return;
        }
        if (ByteLength.of(driver) > 63) {
            errors.tooLong(path, 63);
        }
        errors.invalidEach(path, driver, DnsNames.subdomain(driver.toLowerCase(Locale.ROOT)));
    }
}
