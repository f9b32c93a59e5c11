package io.djong.apiserver.promises;

import io.djong.base.time.RealEnvironment;
import io.djong.store.sqlite.SqliteOptions;
import io.djong.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/// The promises on the embedded store, with real threads and a disk.
final class SqliteReadPromisesTest extends ReadPromises {
    @TempDir
    static @Nullable Path folder;

    @Override
    Recording recorded() throws Exception {
        try (var environment = RealEnvironment.create();
                var store = SqliteStore.open(
                        environment, java.util.Objects.requireNonNull(folder), SqliteOptions.defaults())) {
            return new Run(environment, store, Duration.ofMillis(20), 7).record();
        }
    }
}
