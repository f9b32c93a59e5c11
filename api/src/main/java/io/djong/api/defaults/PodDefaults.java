package io.djong.api.defaults;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerPort;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodIP;
import io.djong.api.types.core.v1.PodSecurityContext;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.PodStatus;
import io.djong.api.types.core.v1.PodTemplateSpec;
import java.util.List;

/// Pods, and the templates that pods are made from. Some defaults apply to pods only, so that templates stay as
/// written.
final class PodDefaults {
    private static final long GRACE_SECONDS = 30;

    private PodDefaults() {}

    static Pod apply(Pod pod) {
        var spec = spec(pod.spec());
        spec = spec.withContainers(Mapped.list(spec.containers(), PodDefaults::requests))
                .withInitContainers(Mapped.list(spec.initContainers(), PodDefaults::requests));
        spec = PodResourceDefaults.apply(spec);
        if (spec.enableServiceLinks() == null) {
            spec = spec.withEnableServiceLinks(true);
        }
        if (spec.hostNetwork()) {
            spec = spec.withContainers(Mapped.list(spec.containers(), PodDefaults::hostPorts))
                    .withInitContainers(Mapped.list(spec.initContainers(), PodDefaults::hostPorts));
        }
        return pod.withSpec(spec).withStatus(status(pod.status()));
    }

    static PodTemplateSpec apply(PodTemplateSpec template) {
        return template.withSpec(spec(template.spec()));
    }

    private static PodSpec spec(PodSpec given) {
        var spec = given;
        if (spec.dnsPolicy().isEmpty()) {
            spec = spec.withDnsPolicy("ClusterFirst");
        }
        if (spec.restartPolicy().isEmpty()) {
            spec = spec.withRestartPolicy("Always");
        }
        if (spec.securityContext() == null) {
            spec = spec.withSecurityContext(PodSecurityContext.EMPTY);
        }
        if (spec.terminationGracePeriodSeconds() == null) {
            spec = spec.withTerminationGracePeriodSeconds(GRACE_SECONDS);
        }
        if (spec.schedulerName().isEmpty()) {
            spec = spec.withSchedulerName("default-scheduler");
        }
        spec = spec.withVolumes(Mapped.list(spec.volumes(), VolumeDefaults::apply))
                .withInitContainers(Mapped.list(spec.initContainers(), ContainerDefaults::apply))
                .withContainers(Mapped.list(spec.containers(), ContainerDefaults::apply))
                .withEphemeralContainers(Mapped.list(spec.ephemeralContainers(), ContainerDefaults::apply))
                .withOverhead(ResourceDefaults.rounded(spec.overhead()));
        if (spec.resources() != null) {
            spec = spec.withResources(ResourceDefaults.rounded(spec.resources()));
        }
        return account(spec);
    }

    /// `serviceAccount` is the old name of `serviceAccountName`; upstream's internal form has one field.
    private static PodSpec account(PodSpec spec) {
        if (spec.serviceAccountName().isEmpty()) {
            return spec.serviceAccount().isEmpty() ? spec : spec.withServiceAccountName(spec.serviceAccount());
        }
        return spec.serviceAccount().equals(spec.serviceAccountName())
                ? spec
                : spec.withServiceAccount(spec.serviceAccountName());
    }

    private static Container requests(Container container) {
        var resources = ResourceDefaults.requestsFollowLimits(container.resources());
        return Mapped.isSame(resources, container.resources()) ? container : container.withResources(resources);
    }

    private static Container hostPorts(Container container) {
        var ports = Mapped.list(container.ports(), PodDefaults::hostPort);
        return Mapped.isSame(ports, container.ports()) ? container : container.withPorts(ports);
    }

    private static ContainerPort hostPort(ContainerPort port) {
        return port.hostPort() == 0 && port.containerPort() != 0 ? port.withHostPort(port.containerPort()) : port;
    }

    private static PodStatus status(PodStatus given) {
        var status = given.allocatedResources().isEmpty()
                ? given
                : given.withAllocatedResources(ResourceDefaults.rounded(given.allocatedResources()));
        return addresses(status);
    }

    /// `podIP` is the first of `podIPs`; who writes only one of them, or lets them differ, means `podIP`.
    private static PodStatus addresses(PodStatus status) {
        var addresses = status.podIPs();
        if (status.podIP().isEmpty()) {
            return addresses.isEmpty()
                    ? status
                    : status.withPodIP(addresses.getFirst().ip());
        }
        return !addresses.isEmpty() && addresses.getFirst().ip().equals(status.podIP())
                ? status
                : status.withPodIPs(List.of(new PodIP(status.podIP())));
    }
}
