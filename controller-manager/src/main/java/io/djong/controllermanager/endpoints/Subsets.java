package io.djong.controllermanager.endpoints;

import io.djong.api.types.core.v1.EndpointAddress;
import io.djong.api.types.core.v1.EndpointPort;
import io.djong.api.types.core.v1.EndpointSubset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Gathers addresses with their ports, and packs them: those that answer on the same ports stand together, each
/// once, in a fixed order. Not safe for several threads.
final class Subsets {
    private static final Comparator<EndpointPort> PORT_ORDER = Comparator.comparingInt(EndpointPort::port)
            .thenComparing(EndpointPort::protocol)
            .thenComparing(EndpointPort::name)
            .thenComparing(port -> port.appProtocol() == null ? "" : port.appProtocol());
    private static final Comparator<Place> PLACE_ORDER = Comparator.comparing((Place place) -> place.address.ip())
            .thenComparing(place -> uid(place.address))
            .thenComparing(place -> !place.ready);

    /// An address in one of the two states.
    private record Place(EndpointAddress address, boolean ready) {}

    private final Map<Place, TreeSet<EndpointPort>> ports = new LinkedHashMap<>();

    private static String uid(EndpointAddress address) {
        return address.targetRef() == null ? "" : address.targetRef().uid();
    }

    /// @param port null for a headless Service without ports
    void add(EndpointAddress address, boolean ready, @Nullable EndpointPort port) {
        var all = ports.computeIfAbsent(new Place(address, ready), _ -> new TreeSet<>(PORT_ORDER));
        if (port != null) all.add(port);
    }

    List<EndpointSubset> packed() {
        Map<List<EndpointPort>, List<Place>> groups = new LinkedHashMap<>();
        ports.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(PLACE_ORDER))
                .forEach(entry -> groups.computeIfAbsent(List.copyOf(entry.getValue()), _ -> new ArrayList<>())
                        .add(entry.getKey()));
        return groups.entrySet().stream()
                .sorted(Comparator.comparing(entry -> key(entry.getKey())))
                .map(entry -> new EndpointSubset(
                        addresses(entry.getValue(), true), addresses(entry.getValue(), false), entry.getKey()))
                .toList();
    }

    private static List<EndpointAddress> addresses(List<Place> places, boolean ready) {
        return places.stream()
                .filter(place -> place.ready == ready)
                .map(Place::address)
                .toList();
    }

    /// Orders subsets; equal only for equal ports.
    private static String key(List<EndpointPort> ports) {
        var text = new StringBuilder();
        for (EndpointPort port : ports) {
            text.append("%05d/%s/%s/%s ".formatted(port.port(), port.protocol(), port.name(), port.appProtocol()));
        }
        return text.toString();
    }
}
