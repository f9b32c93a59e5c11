package io.djong.apiserver.registry.services;

import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares the pool of node ports with what the services have: takes what is missing in it, gives back what nobody
/// has any more, and tells of ports that two services have or that are out of range. For one thread.
public final class PortRepair {
    /// A port that nobody has is given back in this round after it was seen first: it may belong to a service
    /// that is being written.
    private static final int ROUNDS_BEFORE_RELEASE = 3;

    private final PortPool pool;
    private final Map<Integer, Integer> leaks = new HashMap<>();
    private boolean first = true;

    PortRepair(PortPool pool) {
        this.pool = pool;
    }

    /// Something that is wrong with a service's port.
    ///
    /// @param reason one word, as upstream's event has it
    /// @param note a sentence
    public record Complaint(Service service, String reason, String note) {}

    /// Looks at all services once.
    List<Complaint> round(List<Service> services) {
        var complaints = new ArrayList<Complaint>();
        var used = new HashSet<Integer>();
        for (var service : services) {
            for (int port : ports(service)) {
                if (!pool.contains(port)) {
                    complaints.add(new Complaint(
                            service,
                            "PortOutOfRange",
                            "Port " + port + " is not within the port range " + pool.range()
                                    + "; please recreate service"));
                } else if (!used.add(port)) {
                    complaints.add(new Complaint(
                            service,
                            "PortAlreadyAllocated",
                            "Port " + port + " was assigned to multiple services; please recreate service"));
                } else if (pool.take(port) && !first) {
                    complaints.add(new Complaint(
                            service, "PortNotAllocated", "Port " + port + " is not allocated; repairing"));
                }
            }
        }
        releaseLeaks(used);
        first = false;
        return complaints;
    }

    private void releaseLeaks(Set<Integer> used) {
        leaks.keySet().removeAll(used);
        for (int port : pool.taken()) {
            if (!used.contains(port) && leaks.merge(port, 1, Integer::sum) >= ROUNDS_BEFORE_RELEASE) {
                pool.release(port);
                leaks.remove(port);
            }
        }
        leaks.keySet().removeIf(port -> !pool.holds(port));
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
