package io.djong.store.sqlite;

import io.djong.base.time.Environment;
import java.nio.file.Path;
import java.sql.SQLException;

/// The writer's connection and what was prepared on it. After a failed statement a new one is opened: the
/// driver closes statements that fail.
record WriteSession(Database database, Applier applier, Compaction compaction, int pageSizeBytes)
        implements AutoCloseable {
    static WriteSession open(Environment env, Path file, SqliteOptions options) throws SQLException {
        var database = Database.open(file, options.writerCacheBytes(), SqliteStore.BUSY_TIMEOUT_MS);
        try {
            database.run("PRAGMA journal_mode = WAL");
            database.run("PRAGMA journal_size_limit = " + options.walBytesMax());
            if (options.pagesMax() > 0) {
                database.run("PRAGMA max_page_count = " + options.pagesMax());
            }
            int pageSize = database.numbers("PRAGMA page_size").getFirst().intValue();
            long revision = database.numbers("SELECT revision FROM store").getFirst();
            return new WriteSession(
                    database, new Applier(database, revision), new Compaction(database, env.ticker()), pageSize);
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
