package io.djong.api.defaults;

import io.djong.api.pods.ImageName;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerPort;
import io.djong.api.types.core.v1.EnvVar;
import io.djong.api.types.core.v1.EphemeralContainer;
import io.djong.api.types.core.v1.GRPCAction;
import io.djong.api.types.core.v1.HTTPGetAction;
import io.djong.api.types.core.v1.Lifecycle;
import io.djong.api.types.core.v1.LifecycleHandler;
import io.djong.api.types.core.v1.ObjectFieldSelector;
import io.djong.api.types.core.v1.Probe;
import org.jspecify.annotations.Nullable;

/// Containers of all three sorts.
final class ContainerDefaults {
    private static final String TERMINATION_LOG = "/dev/termination-log";

    private ContainerDefaults() {}

    static Container apply(Container given) {
        var container = given;
        if (container.imagePullPolicy().isEmpty()) {
            container = container.withImagePullPolicy(pullPolicy(container.image()));
        }
        if (container.terminationMessagePath().isEmpty()) {
            container = container.withTerminationMessagePath(TERMINATION_LOG);
        }
        if (container.terminationMessagePolicy().isEmpty()) {
            container = container.withTerminationMessagePolicy("File");
        }
        var ports = Mapped.list(container.ports(), ContainerDefaults::port);
        if (!Mapped.isSame(ports, container.ports())) {
            container = container.withPorts(ports);
        }
        var env = Mapped.list(container.env(), ContainerDefaults::variable);
        if (!Mapped.isSame(env, container.env())) {
            container = container.withEnv(env);
        }
        var resources = ResourceDefaults.rounded(container.resources());
        if (!Mapped.isSame(resources, container.resources())) {
            container = container.withResources(resources);
        }
        if (container.livenessProbe() != null) {
            container = container.withLivenessProbe(probe(container.livenessProbe()));
        }
        if (container.readinessProbe() != null) {
            container = container.withReadinessProbe(probe(container.readinessProbe()));
        }
        if (container.startupProbe() != null) {
            container = container.withStartupProbe(probe(container.startupProbe()));
        }
        return container.lifecycle() == null ? container : container.withLifecycle(lifecycle(container.lifecycle()));
    }

    static EphemeralContainer apply(EphemeralContainer given) {
        var container = given;
        if (container.imagePullPolicy().isEmpty()) {
            container = container.withImagePullPolicy(pullPolicy(container.image()));
        }
        if (container.terminationMessagePath().isEmpty()) {
            container = container.withTerminationMessagePath(TERMINATION_LOG);
        }
        if (container.terminationMessagePolicy().isEmpty()) {
            container = container.withTerminationMessagePolicy("File");
        }
        container = container
                .withPorts(Mapped.list(container.ports(), ContainerDefaults::port))
                .withEnv(Mapped.list(container.env(), ContainerDefaults::variable))
                .withResources(ResourceDefaults.rounded(container.resources()));
        if (container.livenessProbe() != null) {
            container = container.withLivenessProbe(probe(container.livenessProbe()));
        }
        if (container.readinessProbe() != null) {
            container = container.withReadinessProbe(probe(container.readinessProbe()));
        }
        if (container.startupProbe() != null) {
            container = container.withStartupProbe(probe(container.startupProbe()));
        }
        return container.lifecycle() == null ? container : container.withLifecycle(lifecycle(container.lifecycle()));
    }

    /// Images that may change under their name are pulled always.
    static String pullPolicy(String image) {
        var name = ImageName.parse(image);
        return name != null && name.tag().equals("latest") ? "Always" : "IfNotPresent";
    }

    private static ContainerPort port(ContainerPort port) {
        return port.protocol().isEmpty() ? port.withProtocol("TCP") : port;
    }

    private static EnvVar variable(EnvVar variable) {
        var source = variable.valueFrom();
        if (source == null) {
            return variable;
        }
        if (source.fieldRef() != null) {
            source = source.withFieldRef(field(source.fieldRef()));
        }
        if (source.fileKeyRef() != null && source.fileKeyRef().optional() == null) {
            source = source.withFileKeyRef(source.fileKeyRef().withOptional(false));
        }
        return variable.withValueFrom(source);
    }

    static ObjectFieldSelector field(ObjectFieldSelector selector) {
        return selector.apiVersion().isEmpty() ? selector.withApiVersion("v1") : selector;
    }

    private static Probe probe(Probe given) {
        var probe = given;
        if (probe.timeoutSeconds() == 0) {
            probe = probe.withTimeoutSeconds(1);
        }
        if (probe.periodSeconds() == 0) {
            probe = probe.withPeriodSeconds(10);
        }
        if (probe.successThreshold() == 0) {
            probe = probe.withSuccessThreshold(1);
        }
        if (probe.failureThreshold() == 0) {
            probe = probe.withFailureThreshold(3);
        }
        if (probe.httpGet() != null) {
            probe = probe.withHttpGet(get(probe.httpGet()));
        }
        return probe.grpc() == null ? probe : probe.withGrpc(grpc(probe.grpc()));
    }

    private static GRPCAction grpc(GRPCAction action) {
        return action.service() == null ? action.withService("") : action;
    }

    private static HTTPGetAction get(HTTPGetAction given) {
        var action = given.path().isEmpty() ? given.withPath("/") : given;
        return action.scheme().isEmpty() ? action.withScheme("HTTP") : action;
    }

    private static Lifecycle lifecycle(Lifecycle lifecycle) {
        return lifecycle.withPostStart(handler(lifecycle.postStart())).withPreStop(handler(lifecycle.preStop()));
    }

    private static @Nullable LifecycleHandler handler(@Nullable LifecycleHandler handler) {
        return handler == null || handler.httpGet() == null ? handler : handler.withHttpGet(get(handler.httpGet()));
    }
}
