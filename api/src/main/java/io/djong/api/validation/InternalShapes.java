package io.djong.api.validation;

import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.schema.FieldSchema;
import io.djong.api.schema.TypeSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// In what upstream's internal types differ from those on the wire: the Go names of fields where these are not the
/// JSON names with a capital, the order of fields, and fields that stand elsewhere. Compared type by type with the
/// published sources of 1.36 (`pkg/apis/*/types.go`).
final class InternalShapes {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("apiGroup", "APIGroup"),
            Map.entry("apiGroups", "APIGroups"),
            Map.entry("apiServerID", "APIServerID"),
            Map.entry("apiVersion", "APIVersion"),
            Map.entry("apiVersions", "APIVersions"),
            Map.entry("awsElasticBlockStore", "AWSElasticBlockStore"),
            Map.entry("bool", "BoolValue"),
            Map.entry("bools", "BoolValues"),
            Map.entry("caBundle", "CABundle"),
            Map.entry("cel", "CEL"),
            Map.entry("cephfs", "CephFS"),
            Map.entry("chapAuthDiscovery", "DiscoveryCHAPAuth"),
            Map.entry("chapAuthSession", "SessionCHAPAuth"),
            Map.entry("cidr", "CIDR"),
            Map.entry("cidrs", "CIDRs"),
            Map.entry("csi", "CSI"),
            Map.entry("diskURI", "DataDiskURI"),
            Map.entry("dnsConfig", "DNSConfig"),
            Map.entry("dnsPolicy", "DNSPolicy"),
            Map.entry("externalID", "DoNotUseExternalID"),
            Map.entry("fc", "FC"),
            Map.entry("fsGroup", "FSGroup"),
            Map.entry("fsGroupChangePolicy", "FSGroupChangePolicy"),
            Map.entry("fsGroupPolicy", "FSGroupPolicy"),
            Map.entry("fsType", "FSType"),
            Map.entry("gcePersistentDisk", "GCEPersistentDisk"),
            Map.entry("gid", "GID"),
            Map.entry("gmsaCredentialSpec", "GMSACredentialSpec"),
            Map.entry("gmsaCredentialSpecName", "GMSACredentialSpecName"),
            Map.entry("grpc", "GRPC"),
            Map.entry("http", "HTTP"),
            Map.entry("httpGet", "HTTPGet"),
            Map.entry("httpHeaders", "HTTPHeaders"),
            Map.entry("int", "IntValue"),
            Map.entry("ints", "IntValues"),
            Map.entry("ip", "IP"),
            Map.entry("ipBlock", "IPBlock"),
            Map.entry("ipFamilies", "IPFamilies"),
            Map.entry("ipFamilyPolicy", "IPFamilyPolicy"),
            Map.entry("ipMode", "IPMode"),
            Map.entry("ips", "IPs"),
            Map.entry("iqn", "IQN"),
            Map.entry("iscsi", "ISCSI"),
            Map.entry("iscsiInterface", "ISCSIInterface"),
            Map.entry("jsonPatch", "JSONPatch"),
            Map.entry("lastState", "LastTerminationState"),
            Map.entry("nfs", "NFS"),
            Map.entry("os", "OS"),
            Map.entry("osImage", "OSImage"),
            Map.entry("pdName", "PDName"),
            Map.entry("pkixPublicKey", "PKIXPublicKey"),
            Map.entry("qosClass", "QOSClass"),
            Map.entry("rbd", "RBD"),
            Map.entry("reportingComponent", "ReportingController"),
            Map.entry("seLinuxChangePolicy", "SELinuxChangePolicy"),
            Map.entry("seLinuxMount", "SELinuxMount"),
            Map.entry("seLinuxOptions", "SELinuxOptions"),
            Map.entry("sslEnabled", "SSLEnabled"),
            Map.entry("storageos", "StorageOS"),
            Map.entry("string", "StringValue"),
            Map.entry("strings", "StringValues"),
            Map.entry("tcpSocket", "TCPSocket"),
            Map.entry("tls", "TLS"),
            Map.entry("ttlSecondsAfterFinished", "TTLSecondsAfterFinished"),
            Map.entry("tty", "TTY"),
            Map.entry("uid", "UID"),
            Map.entry("url", "URL"),
            Map.entry("versions", "VersionValues"),
            Map.entry("wwids", "WWIDs"));

    private static final Map<String, String> RBD_NAMES =
            Map.of("image", "RBDImage", "monitors", "CephMonitors", "pool", "RBDPool", "user", "RadosUser");
    private static final Map<String, String> GLUSTERFS_NAMES = Map.of("endpoints", "EndpointsName");

    /// Names that hold in one type only.
    private static final Map<String, Map<String, String>> OWN_NAMES = Map.of(
            "core/v1.RBDVolumeSource", RBD_NAMES,
            "core/v1.RBDPersistentVolumeSource", RBD_NAMES,
            "core/v1.GlusterfsVolumeSource", GLUSTERFS_NAMES,
            "core/v1.GlusterfsPersistentVolumeSource", GLUSTERFS_NAMES,
            "resource/v1.DeviceAttribute", Map.of("version", "VersionValue"));

    /// A field that stands right after another one; at the begin of the type when that one is "".
    private record Move(String field, String after) {}

    private static final Map<String, List<Move>> MOVES = Map.of(
            "core/v1.Volume", List.of(new Move("quobyte", "rbd")),
            "core/v1.PersistentVolumeSpec", List.of(new Move("quobyte", "rbd"), new Move("flexVolume", "iscsi")),
            "core/v1.PodSpec",
                    List.of(
                            new Move("setHostnameAsFQDN", "subdomain"),
                            new Move("preemptionPolicy", "priority"),
                            new Move("overhead", "runtimeClassName"),
                            new Move("os", "topologySpreadConstraints")),
            "core/v1.PodSecurityContext", List.of(new Move("fsGroupChangePolicy", "fsGroup")),
            "batch/v1.JobSpec", List.of(new Move("activeDeadlineSeconds", "successPolicy")),
            "storage/v1.CSIDriverSpec", List.of(new Move("fsGroupPolicy", "attachRequired")),
            "core/v1.ServiceSpec",
                    List.of(
                            new Move("type", ""),
                            new Move("ipFamilies", "clusterIPs"),
                            new Move("ipFamilyPolicy", "ipFamilies"),
                            new Move("externalName", "ipFamilyPolicy"),
                            new Move("externalIPs", "externalName"),
                            new Move("loadBalancerIP", "externalIPs"),
                            new Move("sessionAffinityConfig", "sessionAffinity"),
                            new Move("loadBalancerSourceRanges", "sessionAffinityConfig")));

    private static final String POD_SPEC = "core/v1.PodSpec";
    private static final String POD_SECURITY = "core/v1.PodSecurityContext";

    /// What the internal security context of a pod has of its specification.
    private static final List<String> HOST_FIELDS =
            List.of("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers");

    /// Fields that only the wire has, since they say what another one says, too.
    private static final Map<String, String> WIRE_ONLY = Map.of(
            POD_SPEC,
            "serviceAccount",
            "core/v1.PodStatus",
            "podIP",
            "core/v1.NodeSpec",
            "podCIDR",
            "core/v1.Secret",
            "stringData");

    /// Fields that may be absent on the wire, and are zero then inside.
    private static final Set<String> NEVER_ABSENT = Set.of(
            "core/v1.ServiceAccountTokenProjection.expirationSeconds",
            "apps/v1.RollingUpdateStatefulSetStrategy.partition",
            "apps/v1.StatefulSetSpec.replicas",
            "apps/v1.DeploymentSpec.replicas",
            "apps/v1.RollingUpdateDeployment.maxUnavailable",
            "apps/v1.RollingUpdateDeployment.maxSurge",
            "apps/v1.RollingUpdateDaemonSet.maxUnavailable",
            "apps/v1.RollingUpdateDaemonSet.maxSurge",
            "apps/v1.ReplicaSetSpec.replicas",
            "flowcontrol/v1.LimitedPriorityLevelConfiguration.nominalConcurrencyShares");

    private InternalShapes() {}

    /// The Go name of a field.
    static String name(String type, FieldSchema field) {
        String json = field.name();
        String own = OWN_NAMES.getOrDefault(type, Map.of()).get(json);
        if (own != null) {
            return own;
        }
        String known = NAMES.get(json);
        return known != null ? known : Character.toUpperCase(json.charAt(0)) + json.substring(1);
    }

    /// Whether an absent field is shown as `null`, not as zero.
    static boolean mayBeAbsent(String type, FieldSchema field) {
        return field.pointer() && !NEVER_ABSENT.contains(type + "." + field.name());
    }

    /// The fields of a type in the internal order.
    static List<FieldSchema> fields(TypeSchema type) {
        var fields = new ArrayList<>(type.fields());
        if (type.name().equals(POD_SPEC)) {
            fields.removeIf(field -> HOST_FIELDS.contains(field.name()));
        }
        if (type.name().equals(POD_SECURITY)) {
            var spec = TypeSchema.of(POD_SPEC);
            fields.addAll(
                    0,
                    spec.fields().stream()
                            .filter(field -> HOST_FIELDS.contains(field.name()))
                            .toList());
        }
        @Nullable String wireOnly = WIRE_ONLY.get(type.name());
        fields.removeIf(field -> field.name().equals(wireOnly));
        for (var move : MOVES.getOrDefault(type.name(), List.of())) {
            move(fields, move);
        }
        return fields;
    }

    private static void move(List<FieldSchema> fields, Move move) {
        var moved = fields.remove(index(fields, move.field()));
        fields.add(move.after().isEmpty() ? 0 : index(fields, move.after()) + 1, moved);
    }

    private static int index(List<FieldSchema> fields, String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalStateException("no such field: " + name);
    }

    /// A structure of the wire with its members where the internal type has them.
    static JsonObject inside(TypeSchema type, JsonObject wire) {
        if (!type.name().equals(POD_SPEC)) {
            return wire;
        }
        var security = wire.object("securityContext");
        for (var host : HOST_FIELDS) {
            @Nullable JsonValue given = wire.get(host);
            if (given != null && !(given instanceof JsonNull)) {
                security = security.with(host, given);
            }
        }
        return wire.with("securityContext", security);
    }
}
