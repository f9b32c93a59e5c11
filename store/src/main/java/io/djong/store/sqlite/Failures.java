package io.djong.store.sqlite;

import io.djong.store.StoreException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What SQLite's errors mean for the store.
final class Failures {
    private Failures() {}

    /// An error of a read.
    static StoreException ofRead(SQLException e) {
        return switch (kind(e)) {
            case CORRUPT -> corrupt(e);
            case FULL -> new StoreException.Full("no room to read the database: " + e.getMessage(), e);
            case OTHER -> new StoreException.Unavailable("the database cannot be read: " + e.getMessage(), e);
        };
    }

    /// An error of a write transaction that was rolled back, or whose end is not known.
    static StoreException ofWrite(SQLException e) {
        return switch (kind(e)) {
            case CORRUPT -> corrupt(e);
            case FULL -> new StoreException.Full("the disk or the database is full: " + e.getMessage(), e);
            case OTHER -> new StoreException.Uncertain("the database cannot be written: " + e.getMessage(), e);
        };
    }

    private static StoreException corrupt(SQLException e) {
        return new StoreException.Corrupt("the database is damaged: " + e.getMessage(), e);
    }

    private static Kind kind(SQLException e) {
        if (!(e instanceof SQLiteException failure)) {
            return Kind.OTHER;
        }
        SQLiteErrorCode code = failure.getResultCode();
        if (code == SQLiteErrorCode.SQLITE_FULL || code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
            return Kind.FULL;
        }
        return switch (code.code & 0xff) {
            case 11, 26 -> Kind.CORRUPT; // SQLITE_CORRUPT, SQLITE_NOTADB
            case 13 -> Kind.FULL; // SQLITE_FULL

            default -> Kind.OTHER;
        };
    }

    private enum Kind {
        CORRUPT,
        FULL,
        OTHER
    }
}
