package io.djong.kubelet.probes;

import io.djong.api.pods.PodResources;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodStatus;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.events.EventRecorder;
import io.djong.kubelet.runtime.ProbeVerdicts;
import io.djong.kubelet.status.ContainerProbes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The probes of all pods on this node. A pod's worker adds and removes them; who changes is told to it.
public final class Probes implements ProbeVerdicts, AutoCloseable {
    private final Environment environment;
    private final ProbeRun run;
    private final @Nullable NodeProbeRun own;
    private final EventRecorder events;
    private final Function<String, @Nullable PodStatus> statuses;
    private final Consumer<String> changed;
    private final ProbeMetrics metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private final SortedMap<Key, ProbeWorker> workers = new TreeMap<>();

    private record Key(String uid, String container, ProbeKind kind) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = uid.compareTo(other.uid);
            if (order == 0) {
                order = container.compareTo(other.container);
            }
            return order != 0 ? order : kind.compareTo(other.kind);
        }
    }

    /// @param commands runs a probe's command in a container
    /// @param statuses the newest status of a pod, by uid; null when there is none yet
    /// @param changed is told the uid of a pod of which a probe's verdict has changed
    public Probes(
            Environment environment,
            ContainerCommands commands,
            EventRecorder events,
            Function<String, @Nullable PodStatus> statuses,
            Consumer<String> changed,
            MetricRegistry registry) {
        this.environment = environment;
        this.own = new NodeProbeRun(environment, commands);
        this.run = own;
        this.events = events;
        this.statuses = statuses;
        this.changed = changed;
        this.metrics = new ProbeMetrics(registry);
    }

    Probes(
            Environment environment,
            ProbeRun run,
            EventRecorder events,
            Function<String, @Nullable PodStatus> statuses,
            Consumer<String> changed,
            MetricRegistry registry) {
        this.environment = environment;
        this.own = null;
        this.run = run;
        this.events = events;
        this.statuses = statuses;
        this.changed = changed;
        this.metrics = new ProbeMetrics(registry);
    }

    /// Begins to probe what the pod asks for; does nothing about probes that run already.
    public void add(Pod pod) {
        lock.lock();
        try {
            for (Container container : probed(pod)) {
                for (ProbeKind kind : ProbeKind.values()) {
                    add(pod, container, kind);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(Pod pod, Container container, ProbeKind kind) {
        var probe = kind.of(container);
        var uid = pod.metadata().uid();
        var key = new Key(uid, container.name(), kind);
        if (probe == null || workers.containsKey(key)) {
            return;
        }
        var worker = new ProbeWorker(
                environment, pod, container, kind, probe, run, events, statuses, () -> changed.accept(uid), metrics);
        workers.put(key, worker);
        worker.start();
    }

    private static List<Container> probed(Pod pod) {
        List<Container> all = new ArrayList<>(pod.spec().containers());
        for (var container : pod.spec().initContainers()) {
            if (PodResources.isSidecar(container)) {
                all.add(container);
            }
        }
        return all;
    }

    /// The pod has a new status: what waited for it may be due.
    public void wake(String uid) {
        of(uid).forEach(ProbeWorker::wake);
    }

    /// The pod is being terminated: nobody restarts its containers any more, and their readiness still
    /// counts.
    public void stopRestarting(String uid) {
        for (var worker : of(uid)) {
            if (worker.kind() != ProbeKind.READINESS) {
                worker.stop();
            }
        }
    }

    /// Ends all probes of the pod.
    public void remove(String uid) {
        lock.lock();
        try {
            for (var worker : of(uid)) {
                worker.stop();
            }
            workers.keySet().removeIf(key -> key.uid().equals(uid));
        } finally {
            lock.unlock();
        }
    }

    private List<ProbeWorker> of(String uid) {
        lock.lock();
        try {
            List<ProbeWorker> found = new ArrayList<>();
            workers.forEach((key, worker) -> {
                if (key.uid().equals(uid)) {
                    found.add(worker);
                }
            });
            return found;
        } finally {
            lock.unlock();
        }
    }

    /// What probes say of the containers of this pod.
    public ContainerProbes of(Pod pod) {
        var uid = pod.metadata().uid();
        return new ContainerProbes() {
            @Override
            public boolean started(String container, String containerId) {
                return holds(new Key(uid, container, ProbeKind.STARTUP), containerId);
            }

            @Override
            public boolean ready(String container, String containerId) {
                return holds(new Key(uid, container, ProbeKind.READINESS), containerId);
            }
        };
    }

    private boolean holds(Key key, String containerId) {
        lock.lock();
        try {
            var worker = workers.get(key);
            return worker == null || Boolean.TRUE.equals(worker.verdict(containerId));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable Boolean liveness(String id) {
        return verdict(ProbeKind.LIVENESS, id);
    }

    @Override
    public @Nullable Boolean startup(String id) {
        return verdict(ProbeKind.STARTUP, id);
    }

    private @Nullable Boolean verdict(ProbeKind kind, String id) {
        lock.lock();
        try {
            for (var worker : workers.values()) {
                var about = worker.containerId();
                if (worker.kind() == kind && about.endsWith("://" + id)) {
                    return worker.verdict(about);
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            workers.values().forEach(ProbeWorker::stop);
            workers.clear();
        } finally {
            lock.unlock();
        }
        if (own != null) {
            own.close();
        }
    }
}
