package io.djong.kubelet.runtime;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.EphemeralContainer;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.client.events.EventRecorder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What pods and their containers are called in messages and events, and finding a container by its name.
public final class PodNames {
    /// A container that is restarted whatever happens, and so runs beside the others.
    public static final String ALWAYS = "Always";

    private PodNames() {}

    /// `name_namespace(uid)`, as in upstream's messages.
    public static String inFull(Pod pod) {
        var meta = pod.metadata();
        return meta.name() + "_" + meta.namespace() + "(" + meta.uid() + ")";
    }

    /// Where an event about a container points to: the pod, with the container's path in it. A container that
    /// the pod does
    /// not have leads to the pod.
    public static ObjectReference reference(Pod pod, String container) {
        var about = EventRecorder.referenceTo(pod);
        var list = list(pod, container);
        return list == null ? about : about.withFieldPath("spec." + list + "{" + container + "}");
    }

    /// The definition of a container, wherever in the pod it stands; null when there is none of that name.
    public static @Nullable Container find(Pod pod, String name) {
        for (Container container : all(pod)) {
            if (container.name().equals(name)) {
                return container;
            }
        }
        return null;
    }

    /// All containers of a pod: init containers, ordinary ones, ephemeral ones.
    public static List<Container> all(Pod pod) {
        var all = new ArrayList<Container>(pod.spec().initContainers());
        all.addAll(pod.spec().containers());
        pod.spec().ephemeralContainers().forEach(container -> all.add(container(container)));
        return all;
    }

    /// Whether this init container goes on beside the others.
    public static boolean isSidecar(Container initContainer) {
        return ALWAYS.equals(initContainer.restartPolicy());
    }

    /// An ephemeral container as an ordinary one.
    public static Container container(EphemeralContainer ephemeral) {
        return new Container(
                ephemeral.name(),
                ephemeral.image(),
                ephemeral.command(),
                ephemeral.args(),
                ephemeral.workingDir(),
                ephemeral.ports(),
                ephemeral.envFrom(),
                ephemeral.env(),
                ephemeral.resources(),
                ephemeral.resizePolicy(),
                ephemeral.restartPolicy(),
                ephemeral.restartPolicyRules(),
                ephemeral.volumeMounts(),
                ephemeral.volumeDevices(),
                ephemeral.livenessProbe(),
                ephemeral.readinessProbe(),
                ephemeral.startupProbe(),
                ephemeral.lifecycle(),
                ephemeral.terminationMessagePath(),
                ephemeral.terminationMessagePolicy(),
                ephemeral.imagePullPolicy(),
                ephemeral.securityContext(),
                ephemeral.stdin(),
                ephemeral.stdinOnce(),
                ephemeral.tty());
    }

    private static @Nullable String list(Pod pod, String name) {
        var spec = pod.spec();
        if (spec.containers().stream().anyMatch(c -> c.name().equals(name))) {
            return "containers";
        }
        if (spec.initContainers().stream().anyMatch(c -> c.name().equals(name))) {
            return "initContainers";
        }
        return spec.ephemeralContainers().stream().anyMatch(c -> c.name().equals(name)) ? "ephemeralContainers" : null;
    }
}
