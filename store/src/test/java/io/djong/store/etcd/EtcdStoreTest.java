package io.djong.store.etcd;

import io.djong.base.time.RealEnvironment;
import io.djong.store.EngineContract;
import io.djong.store.Entry;
import io.djong.store.Expect;
import io.djong.store.KeyRange;
import io.djong.store.Provenance;
import io.djong.store.Range;
import io.djong.store.Store;
import io.djong.store.Write;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The contract, on a real etcd that all of these share.
final class EtcdStoreTest extends EngineContract {
    @TempDir
    static Path folder;

    private static RealEnvironment env;
    private static EtcdServer server;

    @BeforeAll
    static void startEtcd() throws Exception {
        env = RealEnvironment.create();
        server = EtcdServer.start(folder);
    }

    @AfterAll
    static void endEtcd() throws Exception {
        server.close();
        env.close();
    }

    /// The store that the others left, without their entries.
    static Store emptied(Store store) throws Exception {
        while (true) {
            Range rest = store.range(KeyRange.all(), 0, EtcdStore.WRITES_PER_COMMIT_MAX);
            if (rest.entries().isEmpty()) {
                return store;
            }
            store.commit(
                    rest.entries().stream()
                            .map(Entry::key)
                            .<Write>map(key -> new Write.Delete(key, Expect.any()))
                            .toList(),
                    Provenance.NONE);
        }
    }

    @Override
    protected Store emptyStore() throws Exception {
        return emptied(EtcdStore.open(env, EtcdOptions.of(server.endpoint())));
    }
}
