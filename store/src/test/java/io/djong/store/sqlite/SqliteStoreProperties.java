package io.djong.store.sqlite;

import io.djong.base.time.RealEnvironment;
import io.djong.store.Store;
import io.djong.store.StoreProperties;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// Random histories on the SQLite engine, which is closed and opened in between.
final class SqliteStoreProperties extends StoreProperties {
    private final RealEnvironment env = RealEnvironment.create();
    private int number;

    @TempDir
    Path folder;

    @AfterEach
    void closeEnvironment() {
        env.close();
    }

    @Override
    protected Store emptyStore() throws Exception {
        number++;
        return open();
    }

    @Override
    protected Store reopened(Store store) throws Exception {
        store.close();
        return open();
    }

    private Store open() throws Exception {
        return SqliteStore.open(env, folder.resolve("store-" + number), SqliteOptions.defaults());
    }
}
