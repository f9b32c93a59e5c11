package io.djong.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/// A connection to the database with its prepared statements. Used by one platform thread at a time.
final class Database implements AutoCloseable {
    private final Connection connection;
    private final List<PreparedStatement> statements = new ArrayList<>();
    private final PreparedStatement begin;
    private final PreparedStatement beginWriting;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;

    private Database(Connection connection) throws SQLException {
        this.connection = connection;
        begin = prepare("BEGIN");
        beginWriting = prepare("BEGIN IMMEDIATE");
        commit = prepare("COMMIT");
        rollback = prepare("ROLLBACK");
    }

    /// Opens a file that is there, or makes an empty one.
    ///
    /// @param busyTimeoutMs how long to wait for another connection's lock
    static Database open(Path file, int cacheBytes, int busyTimeoutMs) throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(busyTimeoutMs);
        config.setGetGeneratedKeys(false); // else each insert prepares and runs a query for a key that nobody asks for
        Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath(), config.toProperties());
        try {
            var database = new Database(connection);
            database.run("PRAGMA synchronous = FULL");
            database.run("PRAGMA cache_size = -" + cacheBytes / 1024);
            database.run("PRAGMA temp_store = MEMORY");
            database.run("PRAGMA trusted_schema = OFF");
            database.run("PRAGMA cell_size_check = ON");
            database.run("PRAGMA wal_autocheckpoint = 0");
            return database;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    PreparedStatement prepare(String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statements.add(statement);
        return statement;
    }

    /// Runs a statement to its end and drops what it returns.
    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {}
                }
            }
        }
    }

    /// The numbers in the first row that a statement returns.
    List<Long> numbers(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            var numbers = new ArrayList<Long>();
            if (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    numbers.add(rows.getLong(i));
                }
            }
            return numbers;
        }
    }

    /// Begins a read transaction: everything until the end is read from one state.
    void begin() throws SQLException {
        begin.execute();
    }

    void beginWriting() throws SQLException {
        beginWriting.execute();
    }

    void commit() throws SQLException {
        commit.execute();
    }

    /// Ends a transaction without its changes.
    void rollback() throws SQLException {
        rollback.execute();
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements) {
            statement.close();
        }
        connection.close();
    }
}
