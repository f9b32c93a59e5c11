package io.djong.apiserver.kubernetesservice;

import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.core.v1.EndpointAddress;
import io.djong.api.types.core.v1.EndpointSubset;
import io.djong.api.types.core.v1.Endpoints;
import io.djong.base.wire.WireException;
import io.djong.store.Entry;
import io.djong.store.Expect;
import io.djong.store.KeyRange;
import io.djong.store.Provenance;
import io.djong.store.Store;
import io.djong.store.StoreException;
import io.djong.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One entry in the store for each server that lives, as upstream keeps them: an Endpoints with one
/// address, which expires unless it is renewed.
final class ServerLeases {
    /// How long a server counts after its last renewal.
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(15);

    private static final String PREFIX = "/registry/masterleases/";

    private final Store store;

    ServerLeases(Store store) {
        this.store = store;
    }

    /// Says that the server at this address lives.
    void renew(String address) throws StoreException, InterruptedException {
        var key = PREFIX + address;
        var before = store.get(key);
        var endpoints = before == null ? Endpoints.EMPTY : read(before);
        var generation = endpoints.metadata().generation() + 1;
        var subset = EndpointSubset.EMPTY.withAddresses(List.of(EndpointAddress.EMPTY.withIp(address)));
        var renewed = endpoints
                .withMetadata(endpoints.metadata().withGeneration(generation))
                .withSubsets(List.of(subset));
        store.commit(List.of(new Write.Put(key, Protobuf.write(renewed), Expect.any(), TIME_TO_LIVE)), Provenance.NONE);
    }

    /// The addresses of all servers that live, in the order of their keys.
    List<String> addresses() throws StoreException, InterruptedException {
        var addresses = new ArrayList<String>();
        for (var entry : store.range(KeyRange.prefix(PREFIX), 0, 0).entries()) {
            var subsets = read(entry).subsets();
            if (!subsets.isEmpty() && !subsets.getFirst().addresses().isEmpty()) {
                addresses.add(subsets.getFirst().addresses().getFirst().ip());
            }
        }
        return addresses;
    }

    /// Says that the server at this address is gone.
    void remove(String address) throws StoreException, InterruptedException {
        store.commit(List.of(new Write.Delete(PREFIX + address, Expect.any())), Provenance.NONE);
    }

    /// An entry that cannot be read says nothing.
    private static Endpoints read(Entry entry) {
        try {
            return Protobuf.read(Endpoints.TYPE, entry.value());
        } catch (WireException e) {
            return Endpoints.EMPTY;
        }
    }
}
