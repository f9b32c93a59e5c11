package io.djong.api.defaults;

import io.djong.api.meta.Bytes;
import io.djong.api.types.core.v1.EndpointPort;
import io.djong.api.types.core.v1.EndpointSubset;
import io.djong.api.types.core.v1.Endpoints;
import io.djong.api.types.core.v1.LimitRange;
import io.djong.api.types.core.v1.LimitRangeItem;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeSpec;
import io.djong.api.types.core.v1.NodeStatus;
import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.types.core.v1.ResourceQuota;
import io.djong.api.types.core.v1.Secret;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The smaller kinds of the core group.
final class CoreDefaults {
    private CoreDefaults() {}

    /// Every namespace carries its name as a label.
    static Namespace apply(Namespace namespace) {
        var metadata = namespace.metadata();
        var status = namespace.status();
        if (!metadata.name().isEmpty()) {
            var labels = new TreeMap<>(metadata.labels());
            labels.put("kubernetes.io/metadata.name", metadata.name());
            metadata = metadata.withLabels(labels);
        }
        if (status.phase().isEmpty()) {
            status = status.withPhase("Active");
        }
        return namespace.withMetadata(metadata).withStatus(status);
    }

    /// `stringData` is for writing only: it goes into `data`.
    static Secret apply(Secret given) {
        var secret = given.type().isEmpty() ? given.withType("Opaque") : given;
        if (secret.stringData().isEmpty()) {
            return secret;
        }
        Map<String, Bytes> data = new TreeMap<>(secret.data());
        secret.stringData().forEach((key, text) -> data.put(key, Bytes.utf8(text)));
        return secret.withData(data).withStringData(Map.of());
    }

    static Endpoints apply(Endpoints endpoints) {
        return endpoints.withSubsets(Mapped.list(endpoints.subsets(), CoreDefaults::subset));
    }

    private static EndpointSubset subset(EndpointSubset subset) {
        var ports = Mapped.list(subset.ports(), CoreDefaults::port);
        return Mapped.isSame(ports, subset.ports()) ? subset : subset.withPorts(ports);
    }

    private static EndpointPort port(EndpointPort port) {
        return port.protocol().isEmpty() ? port.withProtocol("TCP") : port;
    }

    static Node apply(Node node) {
        return node.withSpec(ranges(node.spec())).withStatus(status(node.status()));
    }

    private static NodeStatus status(NodeStatus given) {
        var status = given.allocatable().isEmpty() ? given.withAllocatable(given.capacity()) : given;
        return status.withCapacity(ResourceDefaults.rounded(status.capacity()))
                .withAllocatable(ResourceDefaults.rounded(status.allocatable()));
    }

    /// `podCIDR` is the first of `podCIDRs`; where they differ, `podCIDR` is meant.
    private static NodeSpec ranges(NodeSpec spec) {
        var ranges = spec.podCIDRs();
        if (spec.podCIDR().isEmpty()) {
            return ranges.isEmpty() ? spec : spec.withPodCIDR(ranges.getFirst());
        }
        return !ranges.isEmpty() && ranges.getFirst().equals(spec.podCIDR())
                ? spec
                : spec.withPodCIDRs(List.of(spec.podCIDR()));
    }

    static LimitRange apply(LimitRange range) {
        return range.withSpec(range.spec().withLimits(Mapped.list(range.spec().limits(), CoreDefaults::limits)));
    }

    private static LimitRangeItem limits(LimitRangeItem given) {
        var item = given;
        if (item.type().equals("Container")) {
            var limits = ResourceDefaults.filled(item.default_(), item.max());
            var requests = ResourceDefaults.filled(item.defaultRequest(), limits);
            requests = ResourceDefaults.filled(requests, item.min());
            item = item.withDefault_(limits).withDefaultRequest(requests);
        }
        return item.withMax(ResourceDefaults.rounded(item.max()))
                .withMin(ResourceDefaults.rounded(item.min()))
                .withDefault_(ResourceDefaults.rounded(item.default_()))
                .withDefaultRequest(ResourceDefaults.rounded(item.defaultRequest()))
                .withMaxLimitRequestRatio(ResourceDefaults.rounded(item.maxLimitRequestRatio()));
    }

    static ResourceQuota apply(ResourceQuota quota) {
        var status = quota.status();
        return quota.withSpec(quota.spec()
                        .withHard(ResourceDefaults.rounded(quota.spec().hard())))
                .withStatus(status.withHard(ResourceDefaults.rounded(status.hard()))
                        .withUsed(ResourceDefaults.rounded(status.used())));
    }

    static PersistentVolumeClaim apply(PersistentVolumeClaim claim) {
        var status = claim.status().phase().isEmpty() ? claim.status().withPhase("Pending") : claim.status();
        return claim.withSpec(VolumeDefaults.claim(claim.spec()))
                .withStatus(status.withCapacity(ResourceDefaults.rounded(status.capacity()))
                        .withAllocatedResources(ResourceDefaults.rounded(status.allocatedResources())));
    }

    static PersistentVolume apply(PersistentVolume volume) {
        return PersistentVolumeDefaults.apply(volume);
    }
}
