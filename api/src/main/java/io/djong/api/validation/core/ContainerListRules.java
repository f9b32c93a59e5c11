package io.djong.api.validation.core;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerPort;
import io.djong.api.types.core.v1.EphemeralContainer;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ResourceRequirements;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The containers of a pod: those that run, those that run before, those for debugging.
final class ContainerListRules {
    private static final String NOT_BEFORE = "may not be set for init containers without restartPolicy=Always";
    private static final String NOT_EPHEMERAL = "cannot be set for an Ephemeral Container";

    private ContainerListRules() {}

    static void regular(FieldErrors errors, FieldPath path, PodFacts pod) {
        var containers = pod.spec().containers();
        if (containers.isEmpty()) {
            errors.required(path);
            return;
        }
        Set<String> names = new HashSet<>();
        Set<String> hostPorts = new HashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            var container = containers.get(i);
            var at = path.index(i);
            ContainerRules.check(errors, at, container, pod);
            if (!names.add(container.name())) {
                errors.duplicate(at.child("name"), container.name());
            }
            running(errors, at, container, pod);
            ContainerRules.restart(errors, at, container);
        }
        for (int i = 0; i < containers.size(); i++) {
            hostPorts(errors, path.index(i), containers.get(i).ports(), hostPorts);
        }
    }

    private static void running(FieldErrors errors, FieldPath at, Container container, PodFacts pod) {
        if (container.lifecycle() != null) {
            HandlerRules.lifecycle(errors, at.child("lifecycle"), container.lifecycle(), pod);
        }
        HandlerRules.oneSuccess(errors, at.child("livenessProbe"), container.livenessProbe());
        HandlerRules.readiness(errors, at.child("readinessProbe"), container.readinessProbe());
        HandlerRules.oneSuccess(errors, at.child("startupProbe"), container.startupProbe());
    }

    private static void hostPorts(FieldErrors errors, FieldPath at, List<ContainerPort> ports, Set<String> seen) {
        for (int i = 0; i < ports.size(); i++) {
            var port = ports.get(i);
            if (port.hostPort() != 0) {
                String key = port.protocol() + "/" + port.hostIP() + "/" + port.hostPort();
                if (!seen.add(key)) {
                    errors.duplicate(at.child("ports").index(i).child("hostPort"), key);
                }
            }
        }
    }

    static void before(FieldErrors errors, FieldPath path, PodFacts pod) {
        var containers = pod.spec().initContainers();
        if (containers.isEmpty()) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (var container : pod.spec().containers()) {
            names.add(container.name());
        }
        for (int i = 0; i < containers.size(); i++) {
            var container = containers.get(i);
            var at = path.index(i);
            ContainerRules.check(errors, at, container, pod);
            ContainerRules.restart(errors, at, container);
            if (names.contains(container.name())) {
                errors.duplicate(at.child("name"), container.name());
            } else if (!container.name().isEmpty()) {
                names.add(container.name());
            }
            hostPorts(errors, path.index(0), container.ports(), new HashSet<>());
            if ("Always".equals(container.restartPolicy())) {
                running(errors, at, container, pod);
            } else {
                notBefore(errors, at.child("lifecycle"), container.lifecycle() != null);
                notBefore(errors, at.child("livenessProbe"), container.livenessProbe() != null);
                notBefore(errors, at.child("readinessProbe"), container.readinessProbe() != null);
                notBefore(errors, at.child("startupProbe"), container.startupProbe() != null);
            }
        }
    }

    private static void notBefore(FieldErrors errors, FieldPath path, boolean set) {
        if (set) {
            errors.forbidden(path, NOT_BEFORE);
        }
    }

    static void ephemeral(FieldErrors errors, FieldPath path, PodFacts pod) {
        var containers = pod.spec().ephemeralContainers();
        if (containers.isEmpty()) {
            return;
        }
        Set<String> others = namesOf(pod.spec());
        Set<String> names = new HashSet<>(others);
        for (int i = 0; i < containers.size(); i++) {
            var container = containers.get(i);
            var at = path.index(i);
            ContainerRules.check(errors, at, common(container), pod);
            ContainerRules.noPadding(errors, at, container.image());
            if (!names.add(container.name())) {
                errors.duplicate(at.child("name"), container.name());
            }
            String target = container.targetContainerName();
            if (!target.isEmpty() && !others.contains(target)) {
                errors.notFound(at.child("targetContainerName"), target);
            }
            ephemeralFields(errors, at, container);
            for (int j = 0; j < container.volumeMounts().size(); j++) {
                var mount = container.volumeMounts().get(j);
                var mountAt = at.child("volumeMounts").index(j);
                notEphemeral(errors, mountAt.child("subPath"), !mount.subPath().isEmpty());
                notEphemeral(
                        errors,
                        mountAt.child("subPathExpr"),
                        !mount.subPathExpr().isEmpty());
            }
        }
    }

    private static Set<String> namesOf(PodSpec spec) {
        var names = new HashSet<String>();
        for (var container : spec.containers()) {
            names.add(container.name());
        }
        for (var container : spec.initContainers()) {
            names.add(container.name());
        }
        return names;
    }

    private static void ephemeralFields(FieldErrors errors, FieldPath at, EphemeralContainer container) {
        notEphemeral(errors, at.child("ports"), !container.ports().isEmpty());
        notEphemeral(errors, at.child("resources"), !container.resources().equals(ResourceRequirements.EMPTY));
        notEphemeral(errors, at.child("resizePolicy"), !container.resizePolicy().isEmpty());
        notEphemeral(errors, at.child("restartPolicy"), container.restartPolicy() != null);
        notEphemeral(
                errors,
                at.child("restartPolicyRules"),
                !container.restartPolicyRules().isEmpty());
        notEphemeral(errors, at.child("livenessProbe"), container.livenessProbe() != null);
        notEphemeral(errors, at.child("readinessProbe"), container.readinessProbe() != null);
        notEphemeral(errors, at.child("startupProbe"), container.startupProbe() != null);
        notEphemeral(errors, at.child("lifecycle"), container.lifecycle() != null);
    }

    private static void notEphemeral(FieldErrors errors, FieldPath path, boolean set) {
        if (set) {
            errors.forbidden(path, NOT_EPHEMERAL);
        }
    }

    /// What it has in common with other containers.
    static Container common(EphemeralContainer c) {
        return Container.EMPTY
                .withName(c.name())
                .withImage(c.image())
                .withCommand(c.command())
                .withArgs(c.args())
                .withWorkingDir(c.workingDir())
                .withPorts(c.ports())
                .withEnvFrom(c.envFrom())
                .withEnv(c.env())
                .withResources(c.resources())
                .withResizePolicy(c.resizePolicy())
                .withRestartPolicy(c.restartPolicy())
                .withRestartPolicyRules(c.restartPolicyRules())
                .withVolumeMounts(c.volumeMounts())
                .withVolumeDevices(c.volumeDevices())
                .withLivenessProbe(c.livenessProbe())
                .withReadinessProbe(c.readinessProbe())
                .withStartupProbe(c.startupProbe())
                .withLifecycle(c.lifecycle())
                .withTerminationMessagePath(c.terminationMessagePath())
                .withTerminationMessagePolicy(c.terminationMessagePolicy())
                .withImagePullPolicy(c.imagePullPolicy())
                .withSecurityContext(c.securityContext())
                .withStdin(c.stdin())
                .withStdinOnce(c.stdinOnce())
                .withTty(c.tty());
    }
}
