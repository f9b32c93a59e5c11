package io.djong.kubelet.runtime;

import io.djong.api.json.GoQuote;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Environment;
import io.djong.base.time.GoDuration;
import io.djong.client.events.EventRecorder;
import io.djong.http.client.HttpClient;
import io.djong.kubelet.backoff.FailureBackoff;
import io.djong.kubelet.cri.PodSandboxConfig;
import io.djong.kubelet.images.pull.ImagePuller;
import io.djong.kubelet.runtime.SyncPlan.Kill;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.service.ImageService;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// [PodRuntime] on a runtime that speaks CRI.
///
/// Source: upstream's `kuberuntime`.
public final class CriPodRuntime implements PodRuntime {
    private static final Log LOG = Log.of(CriPodRuntime.class);
    private static final Duration RESTART_BACKOFF = Duration.ofSeconds(10);

    private final Environment environment;
    private final RuntimeService runtime;
    private final EventRecorder events;
    private final RuntimeSettings settings;
    private final ImagePuller puller;
    private final RuntimeConfigs configs;
    private final ContainerStop stop;
    private final ContainerStart start;
    private final ContainerRemoval removal;
    private final FailureBackoff backoff;
    private final RuntimeMetrics metrics;

    /// @param http for hooks; trusts every server
    public CriPodRuntime(
            Environment environment,
            RuntimeService runtime,
            ImageService images,
            ImagePuller puller,
            HttpClient http,
            EventRecorder events,
            RuntimeSettings settings,
            RuntimeMetrics metrics) {
        this.environment = environment;
        this.metrics = metrics;
        this.runtime = runtime;
        this.events = events;
        this.settings = settings;
        this.puller = puller;
        this.configs = new RuntimeConfigs(settings);
        var hooks = new Hooks(environment, runtime, http);
        this.stop = new ContainerStop(environment, runtime, hooks, events);
        this.start = new ContainerStart(runtime, images, puller, hooks, stop, events, settings);
        this.removal = new ContainerRemoval(runtime, settings);
        this.backoff = new FailureBackoff(
                RESTART_BACKOFF.compareTo(settings.restartBackoffMax()) > 0
                        ? settings.restartBackoffMax()
                        : RESTART_BACKOFF,
                settings.restartBackoffMax());
    }

    @Override
    public SyncOutcome sync(Pod pod, PodRuntimeStatus current, ProbeVerdicts probes, PodContext context)
            throws InterruptedException {
        return new Sync(pod, current, context).perform(SyncPlan.plan(pod, current, probes));
    }

    @Override
    public void kill(@Nullable Pod pod, PodRuntimeStatus current, @Nullable Long graceSeconds)
            throws PodKillException, InterruptedException {
        var failures = end(pod, current, graceSeconds);
        if (!failures.isEmpty()) {
            throw new PodKillException(failures);
        }
    }

    @Override
    public void forget(String uid) {
        puller.forget(uid);
        backoff.forget(key -> key.startsWith(uid + "/"));
    }

    /// Ends all containers side by side, and then the sandboxes.
    ///
    /// @return what failed, in upstream's words
    private List<String> end(@Nullable Pod pod, PodRuntimeStatus current, @Nullable Long graceSeconds)
            throws InterruptedException {
        var failures = new ConcurrentLinkedQueue<String>();
        var running = current.containers().stream()
                .filter(container -> container.isRunning() || container.phase() == ContainerState.Phase.UNKNOWN)
                .toList();
        var order = pod == null ? null : order(pod, running);
        var runs = new ArrayList<BoundedRun>();
        for (ContainerState container : running) {
            var kill = new Kill(container, "", Kill.Reason.OTHER);
            runs.add(new BoundedRun(environment, "stop-" + container.name(), () -> {
                try {
                    stop.stop(pod, kill, current.ips(), graceSeconds, order);
                } catch (RpcException e) {
                    LOG.error("Kill container failed", e, LogKey.CONTAINER_ID.is(container.id()));
                    failures.add(SyncOutcome.failure("KillContainer", container.name(), "KillContainerError", e));
                }
            }));
        }
        try {
            for (BoundedRun run : runs) {
                run.await();
            }
        } catch (InterruptedException e) {
            // Whoever comes next ends them by other rules, a shorter grace period say.
            runs.forEach(BoundedRun::interrupt);
            throw e;
        }
        for (SandboxStatus sandbox : current.sandboxes()) {
            try {
                runtime.stopSandbox(sandbox.id());
            } catch (RpcException e) {
                if (!e.isNotFound()) {
                    LOG.error("Failed to stop sandbox", e, LogKey.SANDBOX_ID.is(sandbox.id()));
                    failures.add(SyncOutcome.failure("KillPodSandbox", current.uid(), "KillPodSandboxError", e));
                }
            }
        }
        return List.copyOf(failures);
    }

    private @Nullable TerminationOrder order(Pod pod, List<ContainerState> running) {
        if (pod.spec().initContainers().stream().noneMatch(PodNames::isSidecar)) {
            return null;
        }
        return new TerminationOrder(
                environment, pod, running.stream().map(ContainerState::name).toList());
    }

    /// One sync of one pod.
    private final class Sync {
        private final Pod pod;
        private final PodRuntimeStatus status;
        private final PodContext context;
        private final TreeMap<String, SyncOutcome.Waiting> waiting = new TreeMap<>();
        private final TreeSet<String> started = new TreeSet<>();
        private final List<String> failures = new ArrayList<>();
        private @Nullable Duration retryAfter;

        Sync(Pod pod, PodRuntimeStatus status, PodContext context) {
            this.pod = pod;
            this.status = status;
            this.context = context;
        }

        SyncOutcome perform(SyncPlan plan) throws InterruptedException {
            if (plan.createSandbox() && !plan.sandboxId().isEmpty()) {
                events.normal(pod, "SandboxChanged", "Pod sandbox changed, it will be killed and re-created.");
            }
            if (end(plan)) {
                pruneInitContainers();
                var place = place(plan);
                if (place != null) {
                    startAll(plan, place);
                }
            }
            return new SyncOutcome(waiting, started, failures, retryAfter);
        }

        /// Ends what must not run; false when that failed.
        private boolean end(SyncPlan plan) throws InterruptedException {
            if (plan.killPod()) {
                failures.addAll(CriPodRuntime.this.end(pod, status, null));
                if (failures.isEmpty() && plan.createSandbox()) {
                    removeInitContainers(0);
                }
                return failures.isEmpty();
            }
            for (Kill kill : plan.kills()) {
                try {
                    stop.stop(pod, kill, status.ips(), null, null);
                } catch (RpcException e) {
                    failures.add(SyncOutcome.failure("KillContainer", kill.name(), "KillContainerError", e));
                    return false;
                }
            }
            return true;
        }

        /// Of init containers that have ended, only the newest is kept.
        private void pruneInitContainers() throws InterruptedException {
            removeInitContainers(1);
        }

        private void removeInitContainers(int kept) throws InterruptedException {
            for (Container container : pod.spec().initContainers()) {
                var old = status.containers(container.name()).stream()
                        .filter(state -> kept == 0 || state.isExited() || state.phase() == ContainerState.Phase.UNKNOWN)
                        .skip(kept)
                        .toList();
                for (ContainerState state : old) {
                    try {
                        removal.remove(state.id());
                    } catch (RpcException | IOException e) {
                        LOG.error("Failed to remove pod init container", e, LogKey.CONTAINER_ID.is(state.id()));
                    }
                }
            }
        }

        /// Where containers go: the sandbox that is there, or a new one; null when there is none.
        private ContainerStart.@Nullable Place place(SyncPlan plan) throws InterruptedException {
            var config = configs.sandbox(pod, plan.attempt(), context);
            if (!plan.createSandbox()) {
                return new ContainerStart.Place(pod, status, context, plan.sandboxId(), config, status.ips());
            }
            String id;
            metrics.podStarts();
            try {
                id = create(config);
            } catch (RpcException | IOException e) {
                metrics.podFailed();
                var name = PodNames.inFull(pod);
                var message = "Failed to create sandbox for pod " + GoQuote.quote(name) + ": " + e.getMessage();
                failures.add(SyncOutcome.failure("CreatePodSandbox", name, "CreatePodSandboxError", message));
                events.warning(pod, "FailedCreatePodSandBox", "Failed to create pod sandbox: " + e.getMessage());
                return null;
            }
            try {
                var made = StatusReader.sandbox(runtime.sandboxStatus(id));
                return new ContainerStart.Place(pod, status, context, id, config, made.ips());
            } catch (RpcException e) {
                failures.add("failed to SyncPod: " + e.getMessage());
                events.warning(pod, "FailedPodSandBoxStatus", "Unable to get pod sandbox status: " + e.getMessage());
                return null;
            }
        }

        private String create(PodSandboxConfig config) throws RpcException, IOException, InterruptedException {
            var runtimeClass = pod.spec().runtimeClassName();
            if (runtimeClass != null && !runtimeClass.isEmpty()) {
                throw new IOException(
                        "failed to get sandbox runtime: RuntimeClass.node.k8s.io \"" + runtimeClass + "\" not found");
            }
            if (Boolean.FALSE.equals(pod.spec().hostUsers())) {
                throw new IOException("the pod wants user namespaces of its own, which are not supported");
            }
            Files.createDirectories(LogPaths.ofPod(settings.podLogs(), pod));
            return runtime.runSandbox(config, "");
        }

        private void startAll(SyncPlan plan, ContainerStart.Place place) throws InterruptedException {
            for (int index : plan.ephemeralContainers()) {
                var ephemeral = pod.spec().ephemeralContainers().get(index);
                start(place, "ephemeral_container", PodNames.container(ephemeral), ephemeral.targetContainerName());
            }
            for (int index : plan.initContainers()) {
                var container = pod.spec().initContainers().get(index);
                if (!start(place, "init_container", container, "") && !PodNames.isSidecar(container)) {
                    return;
                }
            }
            for (int index : plan.containers()) {
                start(place, "container", pod.spec().containers().get(index), "");
            }
        }

        private boolean start(ContainerStart.Place place, String type, Container container, String target)
                throws InterruptedException {
            try {
                refuseInBackoff(container);
                metrics.containerStarts(type);
                start.start(place, container, target);
                started.add(container.name());
                return true;
            } catch (StartFailure e) {
                waiting.put(container.name(), e.waiting());
                if (!e.waiting().reason().equals("CrashLoopBackOff")) {
                    metrics.containerFailed(type, e.waiting().reason());
                }
                var after = e.retryAfter();
                if (after != null && (retryAfter == null || after.compareTo(retryAfter) < 0)) {
                    retryAfter = after;
                }
                return false;
            }
        }

        /// The wait begins when the container ended, and doubles each time that it is started again.
        private void refuseInBackoff(Container container) throws StartFailure {
            var ended = status.containers(container.name()).stream()
                    .filter(ContainerState::isExited)
                    .findFirst();
            if (ended.isEmpty() || ended.get().finishedAt() == null) {
                return;
            }
            var key = pod.metadata().uid() + "/" + container.name() + "/" + ContainerHash.of(container);
            var now = environment.clock().instant();
            var left = backoff.leftSince(key, ended.get().finishedAt(), now);
            if (!left.isZero()) {
                events.record(
                        PodNames.reference(pod, container.name()),
                        "Warning",
                        "BackOff",
                        "Back-off restarting failed container " + container.name() + " in pod " + PodNames.inFull(pod));
                var message = "back-off " + GoDuration.format(backoff.delay(key)) + " restarting failed container="
                        + container.name() + " pod=" + PodNames.inFull(pod);
                throw new StartFailure("CrashLoopBackOff", message, left);
            }
            backoff.failed(key, ended.get().finishedAt(), now);
        }
    }
}
