package io.djong.store.etcd;

import io.djong.base.time.RealEnvironment;
import io.djong.store.Store;
import io.djong.store.StoreProperties;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Random histories on etcd; a "reopened" store is a second client. Fewer of them: each step is a round
/// trip.
final class EtcdStoreProperties extends StoreProperties {
    @TempDir
    Path folder;

    private RealEnvironment env;
    private EtcdServer server;

    @BeforeEach
    void startEtcd() throws Exception {
        env = RealEnvironment.create();
        server = EtcdServer.start(folder);
    }

    @AfterEach
    void endEtcd() {
        server.close();
        env.close();
    }

    @Override
    protected Store emptyStore() throws Exception {
        return EtcdStoreTest.emptied(EtcdStore.open(env, EtcdOptions.of(server.endpoint())));
    }

    @Override
    protected Store reopened(Store store) throws Exception {
        store.close();
        return EtcdStore.open(env, EtcdOptions.of(server.endpoint()));
    }

    @Override
    protected int seeds() {
        return 12;
    }

    @Override
    protected int steps() {
        return 80;
    }
}
