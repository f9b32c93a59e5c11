package io.djong.kubelet.pods;

import io.djong.api.types.core.v1.Pod;
import io.djong.client.ApiException;
import io.djong.kubelet.runtime.rpc.RpcException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What was left behind: pods that only the runtime knows, what was around them, mirrors of nothing.
final class Leftovers {
    private final PodRooms rooms;

    Leftovers(PodRooms rooms) {
        this.rooms = rooms;
    }

    /// Takes away what nobody works on, and hands over the pods that have to be ended first.
    ///
    /// @param worked the uids of pods that are worked on, asked for when the runtime's are known
    /// @param unknown takes the uids of pods that only the runtime knows
    void sweep(Supplier<Set<String>> worked, Consumer<String> unknown)
            throws RpcException, PreparationException, ApiException, InterruptedException {
        Set<String> known = new HashSet<>();
        rooms.desired().all().forEach(pod -> known.add(pod.metadata().uid()));
        for (var pod : rooms.lifecycle().pods()) {
            if (known.add(pod.uid())) {
                unknown.accept(pod.uid());
            }
        }
        known.addAll(worked.get());
        for (String uid : rooms.surroundings().orphans(known)) {
            rooms.surroundings().remove(uid);
        }
        for (Pod mirror : rooms.desired().strayMirrors()) {
            rooms.mirrors().delete(mirror);
        }
    }
}
