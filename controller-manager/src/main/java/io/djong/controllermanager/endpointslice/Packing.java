package io.djong.controllermanager.endpointslice;

import io.djong.api.types.core.v1.Service;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointSlice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts the endpoints of one port mapping into slices so that few slices change: endpoints stay where they are; new
/// ones fill up slices that change anyway, the fullest first; what is left goes into the one untouched slice that
/// it fills best, or into new ones.
final class Packing {
    private final Service service;
    private final int endpointsMax;
    private final Changes changes;

    private final Map<String, EndpointSlice> changed = new LinkedHashMap<>();
    private final Map<String, EndpointSlice> unchanged = new LinkedHashMap<>();

    Packing(Service service, int endpointsMax, Changes changes) {
        this.service = service;
        this.endpointsMax = endpointsMax;
        this.changes = changes;
    }

    /// @param empty what a new slice of this mapping begins as
    void pack(List<EndpointSlice> existing, Map<Endpoints.Identity, Endpoint> wanted, EndpointSlice empty) {
        Map<Endpoints.Identity, Endpoint> unplaced = new LinkedHashMap<>(wanted);
        int removed = 0;
        for (EndpointSlice slice : existing) removed += keepIn(slice, unplaced);
        changes.count(unplaced.size(), removed);
        Deque<Endpoint> left = new ArrayDeque<>(unplaced.values());
        fillChanged(left);
        while (!left.isEmpty()) {
            EndpointSlice best = left.size() < endpointsMax ? bestFit(left.size()) : null;
            if (best == null) {
                changes.create(filled(empty, left));
            } else {
                String name = best.metadata().name();
                unchanged.remove(name);
                changed.put(name, filled(best, left));
            }
        }
        changed.values().forEach(changes::update);
    }

    /// Leaves in the slice what is still wanted, in its present form.
    ///
    /// @return how many endpoints went
    private int keepIn(EndpointSlice slice, Map<Endpoints.Identity, Endpoint> unplaced) {
        List<Endpoint> kept = new ArrayList<>();
        boolean isChanged = false;
        for (Endpoint endpoint : slice.endpoints()) {
            Endpoint present = unplaced.remove(Endpoints.identity(endpoint));
            if (present == null) continue;
            boolean same = Endpoints.isSame(endpoint, present);
            kept.add(same ? endpoint : present);
            isChanged |= !same;
        }
        int gone = slice.endpoints().size() - kept.size();
        String name = slice.metadata().name();
        if (kept.isEmpty() && gone > 0) {
            changes.delete(slice);
        } else if (isChanged || gone > 0 || SliceLabels.differ(slice, service)) {
            changed.put(
                    name,
                    slice.withEndpoints(kept).withMetadata(slice.metadata().withLabels(SliceLabels.wanted(service))));
        } else {
            unchanged.put(name, slice);
        }
        return gone;
    }

    private void fillChanged(Deque<Endpoint> left) {
        List<EndpointSlice> fullestFirst = new ArrayList<>(changed.values());
        fullestFirst.sort(Comparator.comparingInt(slice -> -slice.endpoints().size()));
        for (EndpointSlice slice : fullestFirst) {
            if (left.isEmpty()) return;
            changed.put(slice.metadata().name(), filled(slice, left));
        }
    }

    private EndpointSlice filled(EndpointSlice slice, Deque<Endpoint> left) {
        List<Endpoint> endpoints = new ArrayList<>(slice.endpoints());
        while (!left.isEmpty() && endpoints.size() < endpointsMax) endpoints.add(left.removeFirst());
        return slice.withEndpoints(endpoints);
    }

    /// The untouched slice that has the least room left after so many more; null when none has the room.
    private @Nullable EndpointSlice bestFit(int count) {
        EndpointSlice best = null;
        int leastLeft = endpointsMax;
        for (EndpointSlice slice : unchanged.values()) {
            int left = endpointsMax - count - slice.endpoints().size();
            if (left >= 0 && left < leastLeft) {
                best = slice;
                leastLeft = left;
            }
        }
        return best;
    }
}
