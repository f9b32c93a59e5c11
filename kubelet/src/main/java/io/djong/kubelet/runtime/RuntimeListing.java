package io.djong.kubelet.runtime;

import io.djong.kubelet.cri.Container;
import io.djong.kubelet.cri.PodSandbox;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the runtime's lists show at one time.
///
/// @param pods by uid, what the runtime has of each: sandboxes and containers by their ids
/// @param all sandboxes and containers by their ids, those of nobody's pods included
record RuntimeListing(SortedMap<String, SortedMap<String, State>> pods, Map<String, State> all) {
    static final RuntimeListing EMPTY = new RuntimeListing(new TreeMap<>(), Map.of());

    RuntimeListing {
        pods = Collections.unmodifiableSortedMap(pods);
        all = Map.copyOf(all);
    }

    /// Of a container, or of a sandbox, which is running or ended.
    enum State {
        CREATED,
        RUNNING,
        ENDED,
        UNKNOWN
    }

    static RuntimeListing of(List<PodSandbox> sandboxes, List<Container> containers) {
        var pods = new TreeMap<String, SortedMap<String, State>>();
        var all = new TreeMap<String, State>();
        for (PodSandbox sandbox : sandboxes) {
            all.put(sandbox.id(), state(sandbox));
            put(pods, sandbox.labels(), sandbox.id(), state(sandbox));
        }
        for (Container container : containers) {
            all.put(container.id(), state(container));
            put(pods, container.labels(), container.id(), state(container));
        }
        return new RuntimeListing(pods, all);
    }

    private static void put(
            SortedMap<String, SortedMap<String, State>> pods, Map<String, String> labels, String id, State state) {
        var uid = labels.get(RuntimeLabels.POD_UID);
        if (uid != null) {
            pods.computeIfAbsent(uid, u -> new TreeMap<>()).put(id, state);
        }
    }

    private static State state(PodSandbox sandbox) {
        return switch (sandbox.state()) {
            case SANDBOX_READY -> State.RUNNING;
            case SANDBOX_NOTREADY -> State.ENDED;
            case UNRECOGNIZED -> State.UNKNOWN;
        };
    }

    private static State state(Container container) {
        return switch (container.state()) {
            case CONTAINER_CREATED -> State.CREATED;
            case CONTAINER_RUNNING -> State.RUNNING;
            case CONTAINER_EXITED -> State.ENDED;
            case CONTAINER_UNKNOWN, UNRECOGNIZED -> State.UNKNOWN;
        };
    }

    /// What the lists would show of a pod with this status.
    static SortedMap<String, State> of(PodRuntimeStatus status) {
        var shown = new TreeMap<String, State>();
        for (SandboxStatus sandbox : status.sandboxes()) {
            shown.put(sandbox.id(), sandbox.ready() ? State.RUNNING : State.ENDED);
        }
        for (ContainerState container : status.containers()) {
            shown.put(
                    container.id(),
                    switch (container.phase()) {
                        case CREATED -> State.CREATED;
                        case RUNNING -> State.RUNNING;
                        case EXITED -> State.ENDED;
                        case UNKNOWN -> State.UNKNOWN;
                    });
        }
        return shown;
    }

    /// What is shown of a pod; empty when there is nothing of it.
    SortedMap<String, State> pod(String uid) {
        return pods.getOrDefault(uid, Collections.emptySortedMap());
    }

    /// Whether the lists show what an event has told of: events come sooner.
    boolean shows(RuntimeEvent event) {
        var state = all.get(event.id());
        return switch (event.kind()) {
            case STARTED -> state != null && state != State.CREATED;
            case ENDED -> state != State.RUNNING;
            case REMOVED -> state == null;
            case OTHER -> true;
        };
    }
}
