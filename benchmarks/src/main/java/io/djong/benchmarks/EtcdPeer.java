package io.djong.benchmarks;

import io.djong.api.protobuf.Protobuf;
import io.djong.base.time.Environment;
import io.djong.store.Expect;
import io.djong.store.Provenance;
import io.djong.store.Store;
import io.djong.store.Write;
import io.djong.store.etcd.EtcdOptions;
import io.djong.store.etcd.EtcdStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The machine's own etcd with nothing in front of it, asked by our client without TLS for what an API server would
/// ask it: the least that a server pays that keeps its objects there. Its CPU alone counts.
final class EtcdPeer implements ApiPeer {
    private static final int PRESENT = 2_000;

    private final EtcdProcess etcd;
    private final Store store;
    private final AtomicLong serial = new AtomicLong();

    EtcdPeer(Environment environment, Path folder) throws Exception {
        etcd = EtcdProcess.start(folder);
        store = EtcdStore.open(environment, EtcdOptions.of(URI.create(etcd.url())));
        for (int i = 0; i < PRESENT; i++) put("present-" + i);
    }

    private void put(String name) throws Exception {
        var bytes = Protobuf.write(KubePeer.map(name));
        var write = new Write.Put("/registry/configmaps/default/" + name, bytes, Expect.absent(), null);
        store.commit(List.of(write), Provenance.NONE);
    }

    @Override
    public String title() {
        return "etcd alone";
    }

    @Override
    public Load.@Nullable Operation operation(Work work) {
        return switch (work) {
            case CREATE, CREATE_ALONE -> () -> put("new-" + serial.incrementAndGet());
            case GET, GET_ALONE ->
                () -> store.get("/registry/configmaps/default/present-" + serial.incrementAndGet() % PRESENT);
            case PATCH, CREATE_POD, LIST_JSON, LIST_PROTOBUF, WATCH -> null;
        };
    }

    @Override
    public long micros() throws IOException {
        return etcd.cpuMicros();
    }

    @Override
    public void close() throws Exception {
        store.close();
        etcd.close();
    }
}
