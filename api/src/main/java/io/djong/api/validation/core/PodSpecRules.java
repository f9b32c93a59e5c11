package io.djong.api.validation.core;

import io.djong.api.pods.PodResources;
import io.djong.api.types.core.v1.PodResourceClaim;
import io.djong.api.types.core.v1.PodResourceClaimCodec;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ResourceRequirements;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The spec of a pod, in a pod or in a template for pods.
final class PodSpecRules {
    private static final List<String> RESTART_POLICIES = List.of("Always", "OnFailure", "Never");
    private static final List<String> PREEMPTION_POLICIES = List.of("PreemptLowerPriority", "Never");
    private static final List<String> SYSTEMS = List.of("linux", "windows");

    private PodSpecRules() {}

    /// @param meta of the pod; none for templates
    static void check(
            FieldErrors errors, FieldPath path, PodSpec spec, @Nullable ObjectMeta meta, PodLeniency leniency) {
        if (spec.terminationGracePeriodSeconds() == null) {
            errors.required(path.child("terminationGracePeriodSeconds"));
        }
        var volumes = VolumeRules.check(errors, path.child("volumes"), spec.volumes(), meta, leniency);
        var pod = PodFacts.of(spec, volumes, leniency);
        claims(errors, path.child("resourceClaims"), spec.resourceClaims());
        ContainerListRules.regular(errors, path.child("containers"), pod);
        ContainerListRules.before(errors, path.child("initContainers"), pod);
        ContainerListRules.ephemeral(errors, path.child("ephemeralContainers"), pod);
        if (spec.resources() != null) {
            resources(errors, path.child("resources"), spec.resources(), pod);
        }
        PodNetworkRules.hostPorts(errors, path, spec, leniency.ofPod());
        ContainerRules.oneOf(errors, path.child("restartPolicy"), spec.restartPolicy(), RESTART_POLICIES);
        PodNetworkRules.dnsPolicy(errors, path.child("dnsPolicy"), spec.dnsPolicy());
        LabelNames.labels(errors, path.child("nodeSelector"), spec.nodeSelector());
        SecurityRules.pod(errors, path.child("securityContext"), spec, leniency);
        AffinityRules.check(errors, path.child("affinity"), spec.affinity(), leniency);
        PodNetworkRules.dns(errors, path.child("dnsConfig"), spec.dnsConfig(), spec.dnsPolicy());
        for (int i = 0; i < spec.readinessGates().size(); i++) {
            String type = spec.readinessGates().get(i).conditionType();
            errors.invalidEach(
                    path.child("readinessGates").index(i).child("conditionType"), type, LabelNames.key(type));
        }
        SchedulingRules.gates(errors, path.child("schedulingGates"), spec.schedulingGates());
        SchedulingRules.spread(
                errors, path.child("topologySpreadConstraints"), spec.topologySpreadConstraints(), leniency);
        if (WindowsRules.hasOptions(spec)) {
            WindowsRules.hostProcess(errors, path, spec, leniency);
        }
        PodNetworkRules.hostUsers(errors, path, spec);
        rest(errors, path, spec, pod);
    }

    private static void rest(FieldErrors errors, FieldPath path, PodSpec spec, PodFacts pod) {
        name(errors, path, "serviceAccountName", spec.serviceAccountName());
        name(errors, path, "nodeName", spec.nodeName());
        Long deadline = spec.activeDeadlineSeconds();
        if (deadline != null && (deadline < 1 || deadline > Integer.MAX_VALUE)) {
            errors.invalid(path.child("activeDeadlineSeconds"), deadline, Texts.inclusiveRange(1, Integer.MAX_VALUE));
        }
        PodNetworkRules.hostNames(errors, path, spec);
        SchedulingRules.tolerations(errors, path.child("tolerations"), spec.tolerations());
        PodNetworkRules.aliases(errors, path.child("hostAliases"), spec.hostAliases());
        name(errors, path, "priorityClassName", spec.priorityClassName());
        if (spec.runtimeClassName() != null) {
            String name = spec.runtimeClassName();
            errors.invalidEach(path.child("runtimeClassName"), name, DnsNames.subdomain(name));
        }
        if (spec.preemptionPolicy() != null) {
            ContainerRules.oneOf(errors, path.child("preemptionPolicy"), spec.preemptionPolicy(), PREEMPTION_POLICIES);
        }
        if (!spec.overhead().isEmpty()) {
            var overhead = new ResourceRequirements(spec.overhead(), ResourceRequirements.EMPTY.requests(), List.of());
            ResourceRules.requirements(errors, path.child("overhead"), overhead, pod);
        }
        if (spec.os() != null) {
            system(errors, path, spec, spec.os().name());
        }
    }

    private static void name(FieldErrors errors, FieldPath path, String field, String name) {
        if (!name.isEmpty()) {
            var wrong = DnsNames.subdomain(name);
            if (!wrong.isEmpty()) {
                errors.invalidEach(path.child(field), name, wrong);
            }
        }
    }

    private static void system(FieldErrors errors, FieldPath path, PodSpec spec, String name) {
        switch (name) {
            case "" -> errors.required(path.child("os", "name"));
            case "linux" -> WindowsRules.linux(errors, path, spec);
            case "windows" -> WindowsRules.windows(errors, path, spec);
            default -> errors.notSupported(path.child("os"), name, SYSTEMS);
        }
    }

    private static void claims(FieldErrors errors, FieldPath path, List<PodResourceClaim> claims) {
        var names = new HashSet<String>();
        for (int i = 0; i < claims.size(); i++) {
            var claim = claims.get(i);
            var at = path.index(i);
            if (claim.name().isEmpty()) {
                errors.required(at.child("name"));
            } else if (!names.add(claim.name())) {
                errors.duplicate(at.child("name"), claim.name());
            } else {
                errors.invalidEach(at.child("name"), claim.name(), DnsNames.label(claim.name()));
            }
            String direct = claim.resourceClaimName();
            String template = claim.resourceClaimTemplateName();
            if (direct != null && template != null) {
                errors.invalidShown(
                        at,
                        InternalJson.of("core/v1.PodResourceClaim", PodResourceClaimCodec.CODEC, claim),
                        "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified");
            }
            if (direct == null && template == null) {
                errors.invalidShown(
                        at,
                        InternalJson.of("core/v1.PodResourceClaim", PodResourceClaimCodec.CODEC, claim),
                        "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
            }
            if (direct != null) {
                errors.invalidEach(at.child("resourceClaimName"), direct, DnsNames.subdomain(direct));
            }
            if (template != null) {
                errors.invalidEach(at.child("resourceClaimTemplateName"), template, DnsNames.subdomain(template));
            }
        }
    }

    private static void resources(FieldErrors errors, FieldPath path, ResourceRequirements resources, PodFacts pod) {
        if (!resources.claims().isEmpty()) {
            errors.forbidden(path.child("claims"), "claims cannot be set for Resources at pod-level");
        }
        ResourceRules.podRequirements(errors, path, resources, pod);
        for (var wanted : new TreeMap<>(PodResources.containerRequests(pod.spec())).entrySet()) {
            var ofPod = resources.requests().get(wanted.getKey());
            if (ofPod != null && wanted.getValue().compareTo(ofPod) > 0) {
                errors.invalid(
                        path.child("requests").key(wanted.getKey()),
                        ofPod.toString(),
                        "must be greater than or equal to aggregate container requests of " + wanted.getValue());
            }
        }
        for (int i = 0; i < pod.spec().containers().size(); i++) {
            for (var limit : pod.spec().containers().get(i).resources().limits().entrySet()) {
                var ofPod = resources.limits().get(limit.getKey());
                if (ofPod != null && limit.getValue().compareTo(ofPod) > 0) {
                    errors.invalid(
                            path.child("containers")
                                    .index(i)
                                    .key(limit.getKey())
                                    .child("limits"),
                            limit.getValue().toString(),
                            "must be less than or equal to pod limits of " + ofPod);
                }
            }
        }
    }
}
