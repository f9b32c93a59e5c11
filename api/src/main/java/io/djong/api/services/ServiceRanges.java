package io.djong.api.services;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.api.types.networking.v1.ServiceCIDR;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The ranges that services get addresses from, as the ServiceCIDR objects say at one moment. Immutable.
public final class ServiceRanges {
    private record Entry(AddressRange range, boolean ready) {}

    private final List<Entry> entries;

    private ServiceRanges(List<Entry> entries) {
        this.entries = entries;
    }

    /// The ranges of these objects, in their order.
    public static ServiceRanges of(Collection<ServiceCIDR> objects) {
        var entries = new ArrayList<Entry>(objects.size());
        for (var object : objects) {
            boolean ready = isReady(object);
            for (var text : object.spec().cidrs()) {
                var range = Cidr.parse(text);
                if (range != null) {
                    entries.add(new Entry(new AddressRange(range), ready));
                }
            }
        }
        return new ServiceRanges(entries);
    }

    /// Whether addresses are given from it. One that nothing has looked at yet is ready: the controller that says
    /// otherwise may not run.
    private static boolean isReady(ServiceCIDR object) {
        if (object.metadata().deletionTimestamp() != null) {
            return false;
        }
        for (var condition : object.status().conditions()) {
            if (condition.type().equals("Ready")) {
                return condition.status().equals("True");
            }
        }
        return true;
    }

    /// The ranges of one family from which addresses are given.
    public List<AddressRange> ready(boolean v4) {
        return entries.stream()
                .filter(entry ->
                        entry.ready() && entry.range().range().address().v4() == v4)
                .map(Entry::range)
                .distinct()
                .toList();
    }

    /// Whether the address belongs to any range, whatever its state.
    public boolean contain(IpAddress address) {
        return entries.stream().anyMatch(entry -> entry.range().contains(address));
    }
}
