package io.djong.store.sqlite;

import io.djong.store.Entry;
import io.djong.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A row of the log: what a key became at a position. Its sum covers all of it, so that a bit that fell
/// over is found when it is read.
///
/// @param previous the position of the key's row before, 0 when there is none
/// @param created the revision in which the key came to be
/// @param version how often it was put since; 0 when this removes it
/// @param expiresAt in the store's milliseconds, 0 for never
@SuppressWarnings("ArrayRecordComponent") // values are shared, never changed, and rows are not compared
record LogRow(long position, String key, long previous, long created, long version, long expiresAt, byte[] value) {
    /// The columns that [#read] wants, in this order, of a table or alias.
    static String columns(String table) {
        String dot = table + ".";
        return dot + "position, " + dot + "key, " + dot + "previous, " + dot + "created, " + dot + "version, " + dot
                + "expires_at, " + dot + "sum, " + dot + "value";
    }

    static final int COLUMNS = 8;

    /// Reads a row and checks its sum.
    ///
    /// @param column the index of the first of [#columns]
    /// @return null when the row is not there (outer join)
    static @Nullable LogRow read(ResultSet rows, int column) throws SQLException, StoreException.Corrupt {
        String key = rows.getString(column + 1);
        if (key == null) {
            return null;
        }
        byte[] value = rows.getBytes(column + 7);
        var row = new LogRow(
                rows.getLong(column),
                key,
                rows.getLong(column + 2),
                rows.getLong(column + 3),
                rows.getLong(column + 4),
                rows.getLong(column + 5),
                value == null ? new byte[0] : value);
        if (row.sum() != rows.getLong(column + 6)) {
            throw new StoreException.Corrupt(
                    "the database is damaged: the sum of row " + row.position + " of key " + key + " is wrong", null);
        }
        return row;
    }

    boolean isPut() {
        return version > 0;
    }

    long revision() {
        return Position.revision(position);
    }

    Entry entry() {
        return new Entry(key, value, created, revision(), version, expiresAt != 0);
    }

    long sum() {
        var sum = new CRC32C();
        sum.update(key.getBytes(StandardCharsets.UTF_8));
        byte[] numbers = new byte[40];
        put(numbers, 0, position);
        put(numbers, 8, previous);
        put(numbers, 16, created);
        put(numbers, 24, version);
        put(numbers, 32, expiresAt);
        sum.update(numbers);
        sum.update(value);
        return sum.getValue();
    }

    private static void put(byte[] bytes, int at, long number) {
        for (int i = 0; i < 8; i++) {
            bytes[at + i] = (byte) (number >>> 8 * i);
        }
    }
}
