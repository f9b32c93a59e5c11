package io.djong.apiserver.registry.services;

import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import io.djong.api.services.AddressObjects;
import io.djong.api.services.ServiceRanges;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.networking.v1.IPAddress;
import io.djong.api.types.networking.v1.ServiceCIDR;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Who has which service address. The IPAddress objects are the truth: to take an address is to create its object,
/// which only one of several servers on a store can do. A free one is looked for in the cache, so that to take any
/// costs one write.
///
/// What is taken for a Service that is then not written, because the server dies, is found and given back by the
/// repair. Safe for any number of threads.
///
/// Source: KEP 1880.
public final class AddressBook {
    private static final System.Logger LOG = System.getLogger(AddressBook.class.getName());

    private final ObjectStore<IPAddress> addresses;
    private final ObjectStore<ServiceCIDR> ranges;
    private final Supplier<OperationContext> contexts;
    private final RandomGenerator random;

    /// @param addresses the objects that hold addresses
    /// @param ranges the objects that say where addresses come from
    /// @param contexts each for one write in the server's own name
    /// @param random chooses where to look for a free one
    public AddressBook(
            ObjectStore<IPAddress> addresses,
            ObjectStore<ServiceCIDR> ranges,
            Supplier<OperationContext> contexts,
            RandomGenerator random) {
        this.addresses = addresses;
        this.ranges = ranges;
        this.contexts = contexts;
        this.random = random;
    }

    /// The ranges as they are now.
    public ServiceRanges ranges() {
        var objects = new ArrayList<ServiceCIDR>();
        for (var each = ranges.cache().snapshot().entries().entries(); each.next(); ) {
            objects.add(each.value().object());
        }
        return ServiceRanges.of(objects);
    }

    /// Takes this address.
    ///
    /// @return why it cannot be had; "" when it was taken
    String take(IpAddress address, Service service) throws InterruptedException {
        boolean inRange = ranges().ready(address.v4()).stream().anyMatch(range -> range.contains(address));
        if (!inRange) {
            return "the provided network does not match the current range";
        }
        try {
            return create(address, service) ? "" : "provided IP is already allocated";
        } catch (ApiException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /// Takes any free address of a family.
    ///
    /// @return null when there is none
    @Nullable
    IpAddress takeAny(boolean v4, Service service) throws ApiException, InterruptedException {
        var cache = addresses.cache();
        for (var range : ranges().ready(v4)) {
            for (var candidates = range.candidates(random); candidates.hasNext(); ) {
                var candidate = candidates.next();
                if (cache.get(candidate.toString()) == null && create(candidate, service)) {
                    return candidate;
                }
            }
        }
        return null;
    }

    /// @return false when somebody has it
    private boolean create(IpAddress address, Service service) throws ApiException, InterruptedException {
        try {
            addresses.create(AddressObjects.of(address, service), contexts.get());
            return true;
        } catch (ApiException e) {
            if (e.isAlreadyExists()) {
                return false;
            }
            throw e;
        }
    }

    /// Gives an address back, as far as that is possible: what stays is found by the repair.
    void release(String text) {
        var address = IpAddress.parse(text);
        if (address == null) {
            return;
        }
        try {
            addresses.delete(new ObjectKey("", address.toString()), DeleteOptions.EMPTY, contexts.get());
        } catch (ApiException e) {
            if (!e.isNotFound()) {
                LOG.log(System.Logger.Level.WARNING, "service address {0} was not given back: {1}", text, e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
