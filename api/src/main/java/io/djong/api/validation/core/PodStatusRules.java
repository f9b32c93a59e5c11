package io.djong.api.validation.core;

import io.djong.api.ip.IpAddress;
import io.djong.api.pods.PodResources;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.HostIPCodec;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodIPCodec;
import io.djong.api.types.core.v1.PodResourceClaimStatus;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.PodStatus;
import io.djong.api.types.core.v1.ResourceHealth;
import io.djong.api.validation.Addresses;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The status of a pod.
final class PodStatusRules {
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final Set<String> SYSTEM_CONDITIONS = Set.of("PodScheduled", "Ready", "Initialized");
    private static final List<String> HEALTH = List.of("Healthy", "Unhealthy", "Unknown");
    private static final String TWO_FAMILIES = "may specify no more than one IP for each IP family";

    private PodStatusRules() {}

    static void update(FieldErrors errors, Pod pod, Pod old) {
        ObjectMetaRules.update(errors, pod.metadata(), old.metadata());
        PodRules.annotationUpdates(errors, pod, old);
        for (int i = 0; i < pod.status().conditions().size(); i++) {
            String type = pod.status().conditions().get(i).type();
            if (!SYSTEM_CONDITIONS.contains(type)) {
                var at = STATUS.child("conditions").index(i).child("Type");
                errors.invalidEach(at, type, LabelNames.key(type));
            }
        }
        var status = pod.status();
        if (!pod.spec().nodeName().equals(old.spec().nodeName())) {
            errors.forbidden(STATUS.child("nodeName"), "may not be changed directly");
        }
        String nominated = status.nominatedNodeName();
        if (!nominated.isEmpty() && !nominated.equals(old.status().nominatedNodeName())) {
            errors.invalidEach(STATUS.child("nominatedNodeName"), nominated, DnsNames.subdomain(nominated));
        }
        ObjectMetaRules.immutable(
                errors,
                STATUS.child("qosClass"),
                status.qosClass(),
                old.status().qosClass());
        transitions(errors, status, old);
        claims(errors, STATUS.child("resourceClaimStatuses"), status.resourceClaimStatuses(), pod.spec());
        addresses(errors, status);
        users(errors, status, pod.spec());
        allocated(
                errors,
                STATUS.child("containerStatuses"),
                status.containerStatuses(),
                pod.spec().containers());
        allocated(
                errors,
                STATUS.child("initContainerStatuses"),
                status.initContainerStatuses(),
                pod.spec().initContainers());
        for (int i = 0; i < status.ephemeralContainerStatuses().size(); i++) {
            if (!status.ephemeralContainerStatuses()
                    .get(i)
                    .allocatedResourcesStatus()
                    .isEmpty()) {
                errors.forbidden(
                        STATUS.child("ephemeralContainerStatuses").index(i).child("allocatedResourcesStatus"),
                        "must not be specified in container status");
            }
        }
    }

    private static void transitions(FieldErrors errors, PodStatus now, Pod old) {
        var before = old.status();
        var spec = old.spec();
        String restarts = spec.restartPolicy();
        ended(
                errors,
                STATUS.child("containerStatuses"),
                now.containerStatuses(),
                before.containerStatuses(),
                restarts,
                spec.containers());
        ended(
                errors,
                STATUS.child("initContainerStatuses"),
                now.initContainerStatuses(),
                before.initContainerStatuses(),
                restarts,
                spec.initContainers());
        ended(
                errors,
                STATUS.child("ephemeralContainerStatuses"),
                now.ephemeralContainerStatuses(),
                before.ephemeralContainerStatuses(),
                "Never",
                List.of());
    }

    /// A container that ended for good does not run again.
    private static void ended(
            FieldErrors errors,
            FieldPath path,
            List<ContainerStatus> now,
            List<ContainerStatus> before,
            String restarts,
            List<Container> containers) {
        if (restarts.equals("Always")) {
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            var old = before.get(i);
            var terminated = old.state().terminated();
            boolean again = terminated == null
                    || (terminated.exitCode() != 0 && restarts.equals("OnFailure"))
                    || mayRestart(old.name(), containers);
            for (var status : now) {
                if (!again && status.name().equals(old.name()) && status.state().terminated() == null) {
                    errors.forbidden(path.index(i).child("state"), "may not be transitioned to non-terminated state");
                }
            }
        }
    }

    /// Sidecars, and containers with a policy of their own that lets them run again.
    private static boolean mayRestart(String name, List<Container> containers) {
        for (var container : containers) {
            if (container.name().equals(name)) {
                String own = container.restartPolicy();
                return PodResources.isSidecar(container)
                        || (own != null && !own.equals("Never"))
                        || !container.restartPolicyRules().isEmpty();
            }
        }
        return false;
    }

    private static void claims(
            FieldErrors errors, FieldPath path, List<PodResourceClaimStatus> statuses, PodSpec spec) {
        var names = new HashSet<String>();
        for (int i = 0; i < statuses.size(); i++) {
            var status = statuses.get(i);
            var at = path.index(i).child("name");
            if (spec.resourceClaims().stream().noneMatch(c -> c.name().equals(status.name()))) {
                errors.invalid(at, status.name(), "must match the name of an entry in `spec.resourceClaims`");
            }
            if (!names.add(status.name())) {
                errors.duplicate(at, status.name());
            }
            String claim = status.resourceClaimName();
            if (claim != null) {
                errors.invalidEach(at, claim, DnsNames.subdomain(claim));
            }
        }
    }

    private static void addresses(FieldErrors errors, PodStatus status) {
        var path = STATUS.child("podIPs");
        var ips = status.podIPs();
        var seen = new HashSet<String>();
        for (int i = 0; i < ips.size(); i++) {
            Addresses.legacyIp(errors, path.index(i), ips.get(i).ip());
        }
        if (ips.size() > 1) {
            if (ips.size() > 2 || !bothFamilies(ips.get(0).ip(), ips.get(1).ip())) {
                errors.invalidShown(path, InternalJson.list("core/v1.PodIP", PodIPCodec.CODEC, ips), TWO_FAMILIES);
            }
            for (int i = 0; i < ips.size(); i++) {
                if (!seen.add(ips.get(i).ip())) {
                    errors.duplicateShown(
                            path.index(i), InternalJson.of("core/v1.PodIP", PodIPCodec.CODEC, ips.get(i)));
                }
            }
        }
        hostAddresses(errors, status);
    }

    private static void hostAddresses(FieldErrors errors, PodStatus status) {
        var path = STATUS.child("hostIPs");
        var ips = status.hostIPs();
        if (ips.isEmpty()) {
            return;
        }
        if (!status.hostIP().equals(ips.getFirst().ip())) {
            errors.invalid(path.index(0).child("ip"), ips.getFirst().ip(), "must be equal to `hostIP`");
        }
        for (int i = 0; i < ips.size(); i++) {
            Addresses.legacyIp(errors, path.index(i), ips.get(i).ip());
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < ips.size(); i++) {
            if (!seen.add(ips.get(i).ip())) {
                errors.duplicateShown(path.index(i), InternalJson.of("core/v1.HostIP", HostIPCodec.CODEC, ips.get(i)));
            }
        }
        if (ips.size() > 2
                || (ips.size() == 2 && !bothFamilies(ips.get(0).ip(), ips.get(1).ip()))) {
            errors.invalidShown(path, InternalJson.list("core/v1.HostIP", HostIPCodec.CODEC, ips), TWO_FAMILIES);
        }
    }

    static boolean bothFamilies(String one, String other) {
        var first = IpAddress.parse(one);
        var second = IpAddress.parse(other);
        return first != null && second != null && first.v4() != second.v4();
    }

    private static void users(FieldErrors errors, PodStatus status, PodSpec spec) {
        String system = spec.os() == null ? "linux" : spec.os().name();
        users(errors, STATUS.child("containerStatuses"), status.containerStatuses(), system);
        users(errors, STATUS.child("initContainerStatuses"), status.initContainerStatuses(), system);
        users(errors, STATUS.child("ephemeralContainerStatuses"), status.ephemeralContainerStatuses(), system);
    }

    private static void users(FieldErrors errors, FieldPath path, List<ContainerStatus> statuses, String system) {
        for (int i = 0; i < statuses.size(); i++) {
            var user = statuses.get(i).user();
            var linux = user == null ? null : user.linux();
            if (linux == null) {
                continue;
            }
            var at = path.index(i).child("linux");
            if (system.equals("windows")) {
                errors.forbidden(at, "cannot be set for a windows pod");
            } else if (system.equals("linux")) {
                errors.invalidEach(at.child("uid"), linux.uid(), Numbers.id(linux.uid()));
                errors.invalidEach(at.child("gid"), linux.gid(), Numbers.id(linux.gid()));
                for (int j = 0; j < linux.supplementalGroups().size(); j++) {
                    long group = linux.supplementalGroups().get(j);
                    errors.invalidEach(at.child("supplementalGroups").index(j), group, Numbers.id(group));
                }
            }
        }
    }

    private static void allocated(
            FieldErrors errors, FieldPath path, List<ContainerStatus> statuses, List<Container> containers) {
        for (int i = 0; i < statuses.size(); i++) {
            var status = statuses.get(i);
            var resources = status.allocatedResourcesStatus();
            for (int j = 0; j < resources.size(); j++) {
                var at = path.index(i).child("allocatedResourcesStatus").index(j);
                for (var container : containers) {
                    if (container.name().equals(status.name())) {
                        asked(errors, at.child("name"), resources.get(j).name(), container);
                        break;
                    }
                }
                health(errors, at.child("resources"), resources.get(j).resources());
            }
        }
    }

    private static void asked(FieldErrors errors, FieldPath path, String name, Container container) {
        if (!name.startsWith("claim:")) {
            if (!container.resources().requests().containsKey(name)) {
                errors.invalid(path, name, "must match one of the container's resource requests");
            }
            return;
        }
        for (var claim : container.resources().claims()) {
            String full = "claim:" + claim.name() + (claim.request().isEmpty() ? "" : "/" + claim.request());
            if (full.equals(name)) {
                return;
            }
        }
        errors.invalid(
                path,
                name,
                "must match one of the container's resource claims in a format 'claim:<claimName>/<request>' or"
                        + " 'claim:<claimName>' if request is empty");
    }

    private static void health(FieldErrors errors, FieldPath path, List<ResourceHealth> resources) {
        var seen = new HashSet<String>();
        for (int i = 0; i < resources.size(); i++) {
            var resource = resources.get(i);
            if (!HEALTH.contains(resource.health())) {
                errors.notSupported(path.index(i).child("health"), resource.health(), HEALTH);
            }
            if (!seen.add(resource.resourceID())) {
                errors.duplicate(path.index(i).child("resourceID"), resource.resourceID());
            }
        }
    }
}
