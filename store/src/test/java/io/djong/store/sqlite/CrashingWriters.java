package io.djong.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.base.time.RealEnvironment;
import io.djong.store.Commit;
import io.djong.store.Expect;
import io.djong.store.Provenance;
import io.djong.store.Write;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// A process for [SqliteCrashTest] to kill: 16 writers, each of which prints a line for every commit that
/// was acknowledged.
final class CrashingWriters {
    static final int WRITERS = 16;

    private CrashingWriters() {}

    /// @param args the store's folder, and a word that tells this process's keys from those of the one
    ///       before
    public static void main(String[] args) throws Exception {
        var env = RealEnvironment.create();
        var options = SqliteOptions.defaults().withWal(1 << 20, 4 << 20);
        var store = SqliteStore.open(env, Path.of(args[0]), options);
        var out = new PrintStream(System.out, true, UTF_8);
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            env.threads().start("writer", () -> {
                try {
                    for (int n = 0; ; n++) {
                        write(store, out, "/" + args[1] + "/" + writer, n);
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        Thread.currentThread().join();
    }

    /// Creates a key, raises a counter, and removes an older key, in one commit; now and then compacts.
    private static void write(SqliteStore store, PrintStream out, String prefix, int n) throws Exception {
        byte[] value = ("%d ".formatted(n) + "x".repeat(n % 3000)).getBytes(UTF_8);
        Commit commit = store.commit(
                List.of(
                        new Write.Put(prefix + "/" + n, value, Expect.absent(), null),
                        new Write.Put(prefix + "/counter", Integer.toString(n).getBytes(UTF_8), Expect.any(), null),
                        new Write.Delete(prefix + "/" + (n - 20), Expect.any())),
                Provenance.NONE);
        out.println(prefix + " " + n + " " + ((Commit.Done) commit).revision());
        if (n % 100 == 99) {
            store.compact(store.revision() - 500);
        }
    }
}
