package io.djong.kubelet.runtime;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.LifecycleHandler;
import io.djong.api.types.core.v1.LifecycleHandlerCodec;
import io.djong.api.types.core.v1.Pod;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is written on sandboxes and containers so that a kubelet that has just started knows them
/// again, and can end them properly without their pod. The names are upstream's.
public final class RuntimeLabels {
    public static final String POD_NAME = "io.kubernetes.pod.name";
    public static final String POD_NAMESPACE = "io.kubernetes.pod.namespace";
    public static final String POD_UID = "io.kubernetes.pod.uid";
    public static final String CONTAINER_NAME = "io.kubernetes.container.name";

    static final String HASH = "io.kubernetes.container.hash";
    static final String RESTARTS = "io.kubernetes.container.restartCount";
    static final String TERMINATION_MESSAGE_PATH = "io.kubernetes.container.terminationMessagePath";
    static final String TERMINATION_MESSAGE_POLICY = "io.kubernetes.container.terminationMessagePolicy";
    static final String PRE_STOP = "io.kubernetes.container.preStopHandler";
    static final String PORTS = "io.kubernetes.container.ports";
    static final String DELETION_GRACE = "io.kubernetes.pod.deletionGracePeriod";
    static final String TERMINATION_GRACE = "io.kubernetes.pod.terminationGracePeriod";

    private RuntimeLabels() {}

    static SortedMap<String, String> ofSandbox(Pod pod) {
        var labels = new TreeMap<>(pod.metadata().labels());
        labels.putAll(identity(pod));
        return labels;
    }

    static SortedMap<String, String> ofContainer(Pod pod, Container container) {
        var labels = new TreeMap<>(identity(pod));
        labels.put(CONTAINER_NAME, container.name());
        return labels;
    }

    private static Map<String, String> identity(Pod pod) {
        var meta = pod.metadata();
        return Map.of(POD_NAME, meta.name(), POD_NAMESPACE, meta.namespace(), POD_UID, meta.uid());
    }

    static SortedMap<String, String> annotations(Pod pod, Container container, int attempt) {
        var annotations = new TreeMap<String, String>();
        annotations.put(HASH, Long.toHexString(ContainerHash.of(container)));
        annotations.put(RESTARTS, Integer.toString(attempt));
        annotations.put(TERMINATION_MESSAGE_PATH, container.terminationMessagePath());
        annotations.put(TERMINATION_MESSAGE_POLICY, container.terminationMessagePolicy());
        var deletionGrace = pod.metadata().deletionGracePeriodSeconds();
        if (deletionGrace != null) {
            annotations.put(DELETION_GRACE, deletionGrace.toString());
        }
        var terminationGrace = pod.spec().terminationGracePeriodSeconds();
        if (terminationGrace != null) {
            annotations.put(TERMINATION_GRACE, terminationGrace.toString());
        }
        var lifecycle = container.lifecycle();
        if (lifecycle != null && lifecycle.preStop() != null) {
            var json = Json.write(LifecycleHandlerCodec.CODEC, lifecycle.preStop());
            annotations.put(PRE_STOP, new String(json, StandardCharsets.UTF_8));
        }
        if (!container.ports().isEmpty()) {
            annotations.put(PORTS, RuntimePorts.write(container.ports()));
        }
        return annotations;
    }

    /// A number in an annotation; null when it is missing or none.
    static @Nullable Long number(Map<String, String> annotations, String name, int radix) {
        var text = annotations.get(name);
        if (text == null) {
            return null;
        }
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// The hook to be run before a container is ended; null when there is none.
    static @Nullable LifecycleHandler preStop(Map<String, String> annotations) {
        var json = annotations.get(PRE_STOP);
        if (json == null) {
            return null;
        }
        try {
            return Json.read(LifecycleHandlerCodec.CODEC, json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonException e) {
            return null;
        }
    }
}
