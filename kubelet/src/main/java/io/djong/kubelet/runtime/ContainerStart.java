package io.djong.kubelet.runtime;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.LifecycleHandler;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Volume;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.client.events.EventRecorder;
import io.djong.kubelet.cri.ImageSpec;
import io.djong.kubelet.cri.PodSandboxConfig;
import io.djong.kubelet.environment.ContainerConfigException;
import io.djong.kubelet.images.pull.ImagePuller;
import io.djong.kubelet.images.pull.PullException;
import io.djong.kubelet.runtime.SyncPlan.Kill;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.service.ImageService;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Starts one container: its image, its configuration, the container itself, its hook. Upstream's
/// events are recorded on the way.
final class ContainerStart {
    private static final Log LOG = Log.of(ContainerStart.class);

    private final RuntimeService runtime;
    private final ImageService images;
    private final ImagePuller puller;
    private final Hooks hooks;
    private final ContainerStop stop;
    private final EventRecorder events;
    private final RuntimeSettings settings;
    private final RuntimeConfigs configs;

    ContainerStart(
            RuntimeService runtime,
            ImageService images,
            ImagePuller puller,
            Hooks hooks,
            ContainerStop stop,
            EventRecorder events,
            RuntimeSettings settings) {
        this.runtime = runtime;
        this.images = images;
        this.puller = puller;
        this.hooks = hooks;
        this.stop = stop;
        this.events = events;
        this.settings = settings;
        this.configs = new RuntimeConfigs(settings);
    }

    /// Where the container goes.
    ///
    /// @param status before this sync
    /// @param ips of the pod now
    record Place(
            Pod pod,
            PodRuntimeStatus status,
            PodContext context,
            String sandboxId,
            PodSandboxConfig sandbox,
            List<String> ips) {}

    /// Starts it.
    ///
    /// @param target the container whose processes this one sees; "" for none
    void start(Place place, Container container, String target) throws StartFailure, InterruptedException {
        var about = PodNames.reference(place.pod(), container.name());
        var image = pull(place, container, about, container.image(), container.imagePullPolicy());
        int attempt = attempt(place, container);
        String id;
        try {
            id = create(place, container, attempt, target, image);
        } catch (ContainerConfigException e) {
            throw failed(place, container, "", "CreateContainerConfigError", String.valueOf(e.getMessage()));
        }
        tell(place, container, "Created", "Container created");
        try {
            runtime.startContainer(id);
        } catch (RpcException e) {
            throw failed(place, container, id, "RunContainerError", e.description());
        }
        tell(place, container, "Started", "Container started");
        linkLog(place, container, attempt, id);
        var lifecycle = container.lifecycle();
        if (lifecycle != null && lifecycle.postStart() != null) {
            postStart(place, container, id, lifecycle.postStart());
        }
    }

    private String pull(Place place, Container container, ObjectReference about, String image, String policy)
            throws StartFailure, InterruptedException {
        var wanted = new ImagePuller.Wanted(
                place.pod(), about, image, policy, place.context().pullSecrets(), place.sandbox());
        try {
            return puller.ensure(wanted);
        } catch (PullException e) {
            warn(place, container, "Failed", "Error: " + e.reason());
            throw new StartFailure(e.reason(), String.valueOf(e.getMessage()), e.retryAfter());
        }
    }

    private String create(Place place, Container container, int attempt, String target, String image)
            throws ContainerConfigException, StartFailure, InterruptedException {
        var targetId = targetId(place, target);
        var environment = place.context().environments().of(container, place.ips());
        var mounts = place.context().mounts().of(container, environment, place.ips(), imageVolumes(place, container));
        var logs = LogPaths.ofPod(settings.podLogs(), place.pod()).resolve(container.name());
        try {
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new ContainerConfigException(
                    "create container log directory for container " + container.name() + " failed: " + e.getMessage(),
                    e);
        }
        var parts = new RuntimeConfigs.ContainerParts(
                container, attempt, image, imageUser(image), targetId, environment, mounts);
        var config = configs.container(place.pod(), parts, place.context());
        try {
            return runtime.createContainer(place.sandboxId(), config, place.sandbox());
        } catch (RpcException e) {
            throw failed(place, container, "", "CreateContainerError", e.description());
        }
    }

    /// The images that the container mounts, fetched.
    private Map<String, ImageSpec> imageVolumes(Place place, Container container)
            throws StartFailure, InterruptedException {
        var images = new TreeMap<String, ImageSpec>();
        for (Volume volume : place.pod().spec().volumes()) {
            var source = volume.image();
            if (source == null
                    || container.volumeMounts().stream()
                            .noneMatch(mount -> mount.name().equals(volume.name()))) {
                continue;
            }
            var about = EventRecorder.referenceTo(place.pod());
            var image = pull(place, container, about, source.reference(), source.pullPolicy());
            images.put(volume.name(), ImageSpec.EMPTY.withImage(image).withUserSpecifiedImage(source.reference()));
        }
        return images;
    }

    private SecurityContexts.ImageUser imageUser(String image) throws ContainerConfigException, InterruptedException {
        try {
            var found = images.image(ImageSpec.EMPTY.withImage(image))
                    .orElseThrow(() -> new ContainerConfigException("unable to inspect image \"" + image + "\""));
            var uid = found.uid();
            if (uid != null) {
                return new SecurityContexts.ImageUser(uid.value(), "");
            }
            return found.username().isEmpty()
                    ? new SecurityContexts.ImageUser(0L, "")
                    : new SecurityContexts.ImageUser(null, found.username());
        } catch (RpcException e) {
            throw new ContainerConfigException(e.description(), e);
        }
    }

    private static String targetId(Place place, String target) throws ContainerConfigException {
        if (target.isEmpty()) {
            return "";
        }
        var state = place.status().container(target);
        if (state == null) {
            throw new ContainerConfigException("unable to find target container " + target);
        }
        return state.id();
    }

    /// After a reboot the runtime may have forgotten what the logs still show.
    private int attempt(Place place, Container container) {
        var before = place.status().container(container.name());
        if (before != null) {
            return before.attempt() + 1;
        }
        var logs = LogPaths.ofPod(settings.podLogs(), place.pod()).resolve(container.name());
        if (!Files.isDirectory(logs)) {
            return 0;
        }
        try (var files = Files.list(logs)) {
            return files.map(Path::getFileName)
                    .mapToInt(name -> LogPaths.attempt(name.toString()) + 1)
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            LOG.info("Cannot calculate restartCount from the log directory", LogKey.PATH.is(logs));
            return 0;
        }
    }

    private void linkLog(Place place, Container container, int attempt, String id) {
        var meta = place.pod().metadata();
        var log = LogPaths.ofPod(settings.podLogs(), place.pod())
                .resolve(LogPaths.ofContainer(container.name(), attempt));
        if (!Files.exists(log)) {
            return;
        }
        var link = LogPaths.link(settings.containerLogs(), meta.namespace(), meta.name(), container.name(), id);
        try {
            Files.createDirectories(settings.containerLogs());
            Files.createSymbolicLink(link, log);
        } catch (IOException e) {
            LOG.error("Failed to create legacy symbolic link", e, LogKey.PATH.is(link));
        }
    }

    private void postStart(Place place, Container container, String id, LifecycleHandler hook)
            throws StartFailure, InterruptedException {
        try {
            hooks.run(PodNames.inFull(place.pod()), container, id, hook, place.ips());
        } catch (Hooks.HookException e) {
            LOG.error(
                    "Failed to execute PostStartHook",
                    e,
                    LogKey.POD.is(PodNames.inFull(place.pod())),
                    LogKey.CONTAINER.is(container.name()));
            warn(place, container, "FailedPostStartHook", "PostStartHook failed");
            try {
                var kill = new Kill(id, container.name(), "FailedPostStartHook", Kill.Reason.OTHER);
                stop.stop(place.pod(), kill, place.ips(), null, null);
            } catch (RpcException failure) {
                LOG.error("Failed to kill container", failure, LogKey.CONTAINER_ID.is(id));
            }
            throw new StartFailure("PostStartHookError", String.valueOf(e.getMessage()), null);
        }
    }

    /// The container's id, which no two events have in common, is not told.
    private StartFailure failed(Place place, Container container, String id, String reason, String message) {
        warn(place, container, "Failed", "Error: " + (id.isEmpty() ? message : message.replace(id, container.name())));
        return new StartFailure(reason, message, null);
    }

    private void tell(Place place, Container container, String reason, String message) {
        events.record(PodNames.reference(place.pod(), container.name()), "Normal", reason, message);
    }

    private void warn(Place place, Container container, String reason, String message) {
        events.record(PodNames.reference(place.pod(), container.name()), "Warning", reason, message);
    }
}
