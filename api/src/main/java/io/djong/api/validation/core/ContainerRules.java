package io.djong.api.validation.core;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerPort;
import io.djong.api.types.core.v1.ContainerResizePolicy;
import io.djong.api.types.core.v1.ContainerRestartRule;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.Ports;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What holds for containers of every sort.
final class ContainerRules {
    private static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");
    private static final List<String> MESSAGE_POLICIES = List.of("File", "FallbackToLogsOnError");
    private static final List<String> RESIZABLE = List.of("cpu", "memory");
    private static final List<String> RESIZE_POLICIES = List.of("NotRequired", "RestartContainer");
    private static final List<String> RESTART_POLICIES = List.of("Always", "Never", "OnFailure");
    private static final List<String> RESTART_ACTIONS = List.of("Restart", "RestartAllContainers");
    private static final List<String> EXIT_CODE_OPERATORS = List.of("In", "NotIn");
    private static final int RESTART_RULES_MAX = 20;
    private static final int EXIT_CODES_MAX = 255;

    private ContainerRules() {}

    static void check(FieldErrors errors, FieldPath path, Container container, PodFacts pod) {
        if (container.name().isEmpty()) {
            errors.required(path.child("name"));
        } else {
            var wrong = DnsNames.label(container.name());
            if (!wrong.isEmpty()) {
                errors.invalidEach(path.child("name"), container.name(), wrong);
            }
        }
        if (container.image().isEmpty()) {
            errors.required(path.child("image"));
        }
        String messages = container.terminationMessagePolicy();
        if (messages.isEmpty()) {
            errors.required(path.child("terminationMessagePolicy"));
        } else if (!MESSAGE_POLICIES.contains(messages)) {
            errors.notSupported(path.child("terminationMessagePolicy"), messages, MESSAGE_POLICIES);
        }
        ports(errors, path.child("ports"), container.ports());
        EnvironmentRules.variables(errors, path.child("env"), container.env(), pod);
        EnvironmentRules.sources(errors, path.child("envFrom"), container.envFrom());
        MountRules.mounts(errors, path.child("volumeMounts"), container, pod);
        MountRules.devices(errors, path.child("volumeDevices"), container, pod);
        pullPolicy(errors, path.child("imagePullPolicy"), container.imagePullPolicy());
        ResourceRules.requirements(errors, path.child("resources"), container.resources(), pod);
        resize(
                errors,
                path.child("resizePolicy"),
                container.resizePolicy(),
                pod.spec().restartPolicy());
        if (container.securityContext() != null) {
            SecurityRules.container(errors, path.child("securityContext"), container.securityContext(), pod);
        }
    }

    private static void ports(FieldErrors errors, FieldPath path, List<ContainerPort> ports) {
        Set<String> names = ports.isEmpty() ? Set.of() : new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            var port = ports.get(i);
            var at = path.index(i);
            if (!port.name().isEmpty()) {
                var wrong = Ports.name(port.name());
                if (!wrong.isEmpty()) {
                    errors.invalidEach(at.child("name"), port.name(), wrong);
                } else if (!names.add(port.name())) {
                    errors.duplicate(at.child("name"), port.name());
                }
            }
            if (port.containerPort() == 0) {
                errors.required(at.child("containerPort"));
            } else {
                errors.invalidEach(at.child("containerPort"), port.containerPort(), Ports.number(port.containerPort()));
            }
            if (port.hostPort() != 0) {
                errors.invalidEach(at.child("hostPort"), port.hostPort(), Ports.number(port.hostPort()));
            }
            EndpointsRules.protocol(errors, at.child("protocol"), port.protocol());
        }
    }

    static void pullPolicy(FieldErrors errors, FieldPath path, String policy) {
        if (policy.isEmpty()) {
            errors.required(path);
        } else if (!PULL_POLICIES.contains(policy)) {
            errors.notSupported(path, policy, PULL_POLICIES);
        }
    }

    private static void resize(
            FieldErrors errors, FieldPath path, List<ContainerResizePolicy> policies, String podRestarts) {
        Set<String> resources = policies.isEmpty() ? Set.of() : new HashSet<>();
        for (int i = 0; i < policies.size(); i++) {
            String resource = policies.get(i).resourceName();
            String restart = policies.get(i).restartPolicy();
            if (!resources.add(resource)) {
                errors.duplicate(path.index(i), resource);
            }
            oneOf(errors, path, resource, RESIZABLE);
            oneOf(errors, path, restart, RESIZE_POLICIES);
            if (podRestarts.equals("Never") && !restart.equals("NotRequired")) {
                errors.invalid(path, restart, "must be 'NotRequired' when pod `restartPolicy` is 'Never'");
            }
        }
    }

    static void oneOf(FieldErrors errors, FieldPath path, String value, List<String> known) {
        if (value.isEmpty()) {
            errors.required(path);
        } else if (!known.contains(value)) {
            errors.notSupported(path, value, known);
        }
    }

    /// When the container is started again after it ended.
    static void restart(FieldErrors errors, FieldPath path, Container container) {
        String policy = container.restartPolicy();
        var rules = container.restartPolicyRules();
        if (policy == null) {
            if (!rules.isEmpty()) {
                errors.required(path.child("restartPolicy"), "must specify restartPolicy when restart rules are used");
            }
        } else if (!RESTART_POLICIES.contains(policy)) {
            errors.notSupported(path.child("restartPolicy"), policy, RESTART_POLICIES);
        }
        if (rules.size() > RESTART_RULES_MAX) {
            errors.tooMany(path.child("restartPolicyRules"), rules.size(), RESTART_RULES_MAX);
        }
        for (int i = 0; i < rules.size(); i++) {
            restartRule(errors, path.child("restartPolicyRules").index(i), rules.get(i));
        }
    }

    private static void restartRule(FieldErrors errors, FieldPath path, ContainerRestartRule rule) {
        if (!RESTART_ACTIONS.contains(rule.action())) {
            errors.notSupported(path.child("action"), rule.action(), RESTART_ACTIONS);
        }
        var codes = rule.exitCodes();
        if (codes == null) {
            errors.required(path.child("exitCodes"), "must be specified");
            return;
        }
        if (!EXIT_CODE_OPERATORS.contains(codes.operator())) {
            errors.notSupported(path.child("exitCodes", "operator"), codes.operator(), EXIT_CODE_OPERATORS);
        }
        if (codes.values().size() > EXIT_CODES_MAX) {
            errors.tooMany(path.child("exitCodes", "values"), codes.values().size(), EXIT_CODES_MAX);
        }
    }

    /// Of pods, not of templates.
    static void noPadding(FieldErrors errors, FieldPath path, String image) {
        if (!image.isEmpty() && (isSpace(image.charAt(0)) || isSpace(image.charAt(image.length() - 1)))) {
            errors.invalid(path.child("image"), image, "must not have leading or trailing whitespace");
        }
    }

    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
    }
}
