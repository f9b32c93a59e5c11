package io.djong.apiserver.registry.services;

import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares the ports that are taken with what the services have: takes what is missing, gives back what nobody has
/// any more, and tells of ports that two services have or that are out of range. For one thread.
public final class PortRepair {
    /// A port that nobody has is given back in this round after it was seen first: it may belong to a service that
    /// is being written.
    private static final int ROUNDS_BEFORE_RELEASE = 3;

    private final PortPool pool;
    private Map<Integer, Integer> leaks = Map.of();

    PortRepair(PortPool pool) {
        this.pool = pool;
    }

    /// Something that is wrong with a service's port.
    ///
    /// @param reason one word, as upstream's event has it
    /// @param note a sentence
    public record Complaint(Service service, String reason, String note) {}

    /// What one look found.
    ///
    /// @param leaks places that nobody has, and in how many rounds they were seen
    private record Round(List<Complaint> complaints, Map<Integer, Integer> leaks) {}

    /// Looks at all services once. Where nothing was written down before, nobody is told that it was missing.
    List<Complaint> round(List<Service> services) throws ApiException, InterruptedException {
        boolean known = pool.known();
        var round = pool.change(taken -> round(services, taken, known));
        leaks = round.leaks();
        return round.complaints();
    }

    private Round round(List<Service> services, BitSet taken, boolean known) {
        var complaints = new ArrayList<Complaint>();
        var used = new BitSet();
        for (var service : services) {
            for (int port : ports(service)) {
                int place = pool.place(port);
                if (!pool.contains(port)) {
                    complaints.add(new Complaint(
                            service,
                            "PortOutOfRange",
                            "Port " + port + " is not within the port range " + pool.range()
                                    + "; please recreate service"));
                } else if (used.get(place)) {
                    complaints.add(new Complaint(
                            service,
                            "PortAlreadyAllocated",
                            "Port " + port + " was assigned to multiple services; please recreate service"));
                } else {
                    used.set(place);
                    if (known && !taken.get(place)) {
                        complaints.add(new Complaint(
                                service, "PortNotAllocated", "Port " + port + " is not allocated; repairing"));
                    }
                    taken.set(place);
                }
            }
        }
        return new Round(complaints, leaks(taken, used));
    }

    private Map<Integer, Integer> leaks(BitSet taken, BitSet used) {
        var unused = (BitSet) taken.clone();
        unused.andNot(used);
        var seen = new HashMap<Integer, Integer>();
        unused.stream().forEach(place -> {
            int rounds = leaks.getOrDefault(place, 0) + 1;
            if (rounds >= ROUNDS_BEFORE_RELEASE) {
                taken.clear(place);
            } else {
                seen.put(place, rounds);
            }
        });
        return seen;
    }

    /// The ports of a service; one number of two protocols once, of one protocol twice.
    private static List<Integer> ports(Service service) {
        var ports = new ArrayList<Integer>();
        var seen = new HashMap<Integer, Set<String>>();
        for (ServicePort port : service.spec().ports()) {
            int number = port.nodePort();
            if (number != 0) {
                var protocols = seen.computeIfAbsent(number, each -> new HashSet<>());
                if (protocols.isEmpty() || protocols.contains(port.protocol())) {
                    ports.add(number);
                }
                protocols.add(port.protocol());
            }
        }
        int health = service.spec().healthCheckNodePort();
        if (health != 0 && seen.getOrDefault(health, Set.of("TCP")).contains("TCP")) {
            ports.add(health);
        }
        return ports;
    }
}
