package io.djong.kubelet.runtime;

import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Environment;
import io.djong.kubelet.cri.Container;
import io.djong.kubelet.cri.ContainerFilter;
import io.djong.kubelet.cri.PodSandbox;
import io.djong.kubelet.cri.PodSandboxFilter;
import io.djong.kubelet.cri.PodSandboxState;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Removes what the runtime keeps of pods and nobody needs: dead containers and sandboxes, their
/// logs, and links to logs that are gone. Upstream does this each minute.
public final class RuntimeCollection {
    private static final Log LOG = Log.of(RuntimeCollection.class);

    private final Environment environment;
    private final RuntimeService runtime;
    private final RuntimeSettings settings;
    private final ContainerRemoval removal;

    public RuntimeCollection(Environment environment, RuntimeService runtime, RuntimeSettings settings) {
        this.environment = environment;
        this.runtime = runtime;
        this.settings = settings;
        this.removal = new ContainerRemoval(runtime, settings);
    }

    /// Removes what is dead; of a pod that is there, the newest dead container of each name and the
    /// newest sandbox stay. What cannot be removed is logged and tried again the next time.
    ///
    /// @param gone whether a pod, by uid, is gone, so that nothing of it is needed; false while not all pods are
    /// known
    /// @throws RpcException when the runtime's lists cannot be had
    public void collect(Predicate<String> gone) throws RpcException, InterruptedException {
        collect(gone, gone);
    }

    /// As [#collect(Predicate)], and all containers of pods that have ended.
    ///
    /// @param ended whether nothing of a pod runs any more, and nothing will
    public void collect(Predicate<String> gone, Predicate<String> ended) throws RpcException, InterruptedException {
        var plan = CollectionPlan.plan(
                runtime.containers(ContainerFilter.EMPTY),
                runtime.sandboxes(PodSandboxFilter.EMPTY),
                CollectionPlan.Policy.DEFAULTS,
                ended,
                environment.clock().instant());
        perform(plan);
        removeLogs(gone);
        removeDeadLinks();
    }

    /// Removes everything of one pod of which nothing runs any more, its logs included.
    ///
    /// @throws RpcException when the runtime's lists cannot be had
    public void removePod(String uid) throws RpcException, InterruptedException {
        var byPod = java.util.Map.of(RuntimeLabels.POD_UID, uid);
        var containers = runtime.containers(ContainerFilter.EMPTY.withLabelSelector(byPod)).stream()
                .filter(container -> container.state() != io.djong.kubelet.cri.ContainerState.CONTAINER_RUNNING)
                .map(Container::id)
                .toList();
        var sandboxes = runtime.sandboxes(PodSandboxFilter.EMPTY.withLabelSelector(byPod)).stream()
                .filter(sandbox -> sandbox.state() != PodSandboxState.SANDBOX_READY)
                .map(PodSandbox::id)
                .toList();
        perform(new CollectionPlan(containers, sandboxes));
        removeLogs(uid::equals);
        removeDeadLinks();
    }

    private void perform(CollectionPlan plan) throws InterruptedException {
        for (String id : plan.containers()) {
            try {
                removal.remove(id);
            } catch (RpcException | IOException e) {
                LOG.error("Failed to remove container", e, LogKey.CONTAINER_ID.is(id));
            }
        }
        for (String id : plan.sandboxes()) {
            try {
                // It should be stopped already; what holds it is let go then.
                runtime.stopSandbox(id);
                runtime.removeSandbox(id);
            } catch (RpcException e) {
                if (!e.isNotFound()) {
                    LOG.error("Failed to remove sandbox", e, LogKey.SANDBOX_ID.is(id));
                }
            }
        }
    }

    private void removeLogs(Predicate<String> gone) {
        for (Path folder : list(settings.podLogs())) {
            var name = folder.getFileName().toString();
            if (gone.test(name.substring(name.lastIndexOf('_') + 1))) {
                removeTree(folder);
            }
        }
    }

    private void removeDeadLinks() {
        for (Path link : list(settings.containerLogs())) {
            try {
                if (Files.isSymbolicLink(link) && !Files.exists(link)) {
                    Files.delete(link);
                }
            } catch (IOException e) {
                LOG.error("Failed to remove container log dead symlink", e, LogKey.PATH.is(link));
            }
        }
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            var all = new java.util.ArrayList<Path>();
            files.forEach(all::add);
            return all;
        } catch (IOException e) {
            LOG.error("Folder of logs could not be read", e, LogKey.PATH.is(folder));
            return List.of();
        }
    }

    private static void removeTree(Path folder) {
        try (var tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.error("Failed to remove pod logs directory", e, LogKey.PATH.is(folder));
        }
    }
}
