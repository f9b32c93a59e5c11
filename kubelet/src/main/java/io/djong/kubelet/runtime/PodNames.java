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

    /// Where an event about a container points to: the pod, with the container's path in it. A
    /// container that the pod does not have leads to the pod.
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
        return Container.EMPTY
                .withName(ephemeral.name())
                .withImage(ephemeral.image())
                .withCommand(ephemeral.command())
                .withArgs(ephemeral.args())
                .withWorkingDir(ephemeral.workingDir())
                .withPorts(ephemeral.ports())
                .withEnvFrom(ephemeral.envFrom())
                .withEnv(ephemeral.env())
                .withResources(ephemeral.resources())
                .withResizePolicy(ephemeral.resizePolicy())
                .withRestartPolicy(ephemeral.restartPolicy())
                .withRestartPolicyRules(ephemeral.restartPolicyRules())
                .withVolumeMounts(ephemeral.volumeMounts())
                .withVolumeDevices(ephemeral.volumeDevices())
                .withLivenessProbe(ephemeral.livenessProbe())
                .withReadinessProbe(ephemeral.readinessProbe())
                .withStartupProbe(ephemeral.startupProbe())
                .withLifecycle(ephemeral.lifecycle())
                .withTerminationMessagePath(ephemeral.terminationMessagePath())
                .withTerminationMessagePolicy(ephemeral.terminationMessagePolicy())
                .withImagePullPolicy(ephemeral.imagePullPolicy())
                .withSecurityContext(ephemeral.securityContext())
                .withStdin(ephemeral.stdin())
                .withStdinOnce(ephemeral.stdinOnce())
                .withTty(ephemeral.tty());
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
