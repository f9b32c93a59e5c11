package io.djong.apiserver.discovery;

import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.Resource;
import io.djong.api.meta.Subresource;
import io.djong.apiserver.request.RequestInfo;
import io.djong.pki.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The groups, versions and resources of this server, in the order in which clients prefer them.
public final class ServedApis {
    /// Upstream's order of groups; others follow by name.
    private static final List<String> GROUP_ORDER = List.of(
            "",
            "apiregistration.k8s.io",
            "apps",
            "events.k8s.io",
            "authentication.k8s.io",
            "authorization.k8s.io",
            "autoscaling",
            "batch",
            "certificates.k8s.io",
            "networking.k8s.io",
            "policy",
            "rbac.authorization.k8s.io",
            "storage.k8s.io",
            "admissionregistration.k8s.io",
            "apiextensions.k8s.io",
            "scheduling.k8s.io",
            "coordination.k8s.io",
            "node.k8s.io",
            "discovery.k8s.io",
            "resource.k8s.io",
            "flowcontrol.apiserver.k8s.io",
            "internal.apiserver.k8s.io",
            "storagemigration.k8s.io");

    /// A resource as it is served.
    ///
    /// @param subresources those that are served
    /// @param hash of the stored version; "" when nothing is stored
    public record Served(Resource<?> resource, List<Subresource> subresources, String hash) {
        /// @param names of the subresources that are served, in any order
        /// @param hub the stored version; `resource` itself when nothing is stored
        public static Served of(Resource<?> resource, Set<String> names, boolean stored, Resource<?> hub) {
            var subresources = resource.subresources().stream()
                    .filter(subresource -> names.contains(subresource.name()))
                    .toList();
            return new Served(resource, subresources, stored ? storageVersionHash(hub) : "");
        }
    }

    private final Map<String, Map<String, List<Served>>> groups = new LinkedHashMap<>();

    /// @param served in any order
    public ServedApis(List<Served> served) {
        var sorted = new ArrayList<>(served);
        sorted.sort(Comparator.<Served>comparingInt(each -> rank(each.resource().group()))
                .thenComparing(each -> each.resource().group())
                .thenComparing(each -> each.resource().version(), VersionOrder.PREFERRED_FIRST)
                .thenComparing(each -> each.resource().plural()));
        for (var each : sorted) {
            groups.computeIfAbsent(each.resource().group(), group -> new LinkedHashMap<>())
                    .computeIfAbsent(each.resource().version(), version -> new ArrayList<>())
                    .add(each);
        }
    }

    /// Names of the groups in order; "" is the core group.
    public List<String> groups() {
        return List.copyOf(groups.keySet());
    }

    /// Versions of a group, the preferred one first; empty for a group that is not served.
    public List<String> versions(String group) {
        return List.copyOf(groups.getOrDefault(group, Map.of()).keySet());
    }

    /// The resources of a version in alphabetical order; empty when it is not served.
    public List<Served> resources(GroupVersion version) {
        return groups.getOrDefault(version.group(), Map.of()).getOrDefault(version.version(), List.of());
    }

    /// Every resource, in the same order.
    public List<Resource<?>> all() {
        var all = new ArrayList<Resource<?>>();
        for (var versions : groups.values()) {
            for (var served : versions.values()) {
                served.forEach(each -> all.add(each.resource()));
            }
        }
        return all;
    }

    /// Whether the request is about a resource of this server, or a subresource.
    public boolean knows(RequestInfo info) {
        for (var served : resources(new GroupVersion(info.group(), info.version()))) {
            if (served.resource().plural().equals(info.resource())) {
                return info.subresource().isEmpty()
                        || served.subresources().stream()
                                .anyMatch(each -> each.name().equals(info.subresource()));
            }
        }
        return false;
    }

    private static int rank(String group) {
        var rank = GROUP_ORDER.indexOf(group);
        return rank < 0 ? GROUP_ORDER.size() : rank;
    }

    /// Tells clients when the stored version of a resource has changed.
    private static String storageVersionHash(Resource<?> hub) {
        // upstream still counts custom resource definitions as stored in the version they began with
        var version = hub.group().equals("apiextensions.k8s.io") ? "v1beta1" : hub.version();
        var text = hub.group() + "/" + version + "/" + hub.kind();
        var hash = Hash.SHA_256.of(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(Arrays.copyOf(hash, 8));
    }
}
