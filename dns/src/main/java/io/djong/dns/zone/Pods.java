package io.djong.dns.zone;

import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import io.djong.base.sortedmap.PersistentSortedMap;
import java.util.List;

/// The addresses of pods, by namespace. Immutable.
record Pods(
        PersistentSortedMap<ObjectKey, List<IpAddress>> addresses,
        PersistentSortedMap<Place, PersistentSortedMap<ObjectKey, Boolean>> places) {
    static final Pods NONE = new Pods(PersistentSortedMap.empty(), PersistentSortedMap.empty());

    /// An address in a namespace; pods on the host's network share theirs.
    record Place(String namespace, IpAddress address) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int order = namespace.compareTo(other.namespace);
            return order != 0 ? order : address.compareTo(other.address);
        }
    }

    boolean has(String namespace, IpAddress address) {
        return places.containsKey(new Place(namespace, address));
    }

    Pods with(ObjectKey pod, List<IpAddress> now) {
        var left = places;
        List<IpAddress> before = addresses.get(pod);
        for (IpAddress address : before == null ? List.<IpAddress>of() : before) {
            Place place = new Place(pod.namespace(), address);
            var there = left.get(place);
            if (there == null) continue;
            var rest = there.without(pod);
            left = rest.isEmpty() ? left.without(place) : left.with(place, rest);
        }
        if (now.isEmpty()) return new Pods(addresses.without(pod), left);
        for (IpAddress address : now) {
            Place place = new Place(pod.namespace(), address);
            var there = left.get(place);
            if (there == null) there = PersistentSortedMap.empty();
            left = left.with(place, there.with(pod, true));
        }
        return new Pods(addresses.with(pod, List.copyOf(now)), left);
    }
}
