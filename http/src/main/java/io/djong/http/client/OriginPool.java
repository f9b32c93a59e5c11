package io.djong.http.client;

import io.djong.http.HttpException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The connections to one origin. Exchanges share an HTTP/2 connection as far as the server allows; with
/// HTTP/1.1 each has its own. While it is not known what the server speaks, one connection is tried and the
/// other callers wait.
final class OriginPool implements ClientConnection.Owner {
    private static final class Member {
        final ClientConnection connection;
        int open;
        long idleSinceNanos;

        Member(ClientConnection connection, long now) {
            this.connection = connection;
            idleSinceNanos = now;
        }
    }

    /// What the server speaks, as far as is known.
    private enum Speaks {
        UNKNOWN,
        HTTP1,
        HTTP2
    }

    private final Connector connector;
    private final Origin origin;
    private final int connectionsMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<ClientConnection, Member> members = new LinkedHashMap<>();
    private Speaks speaks;
    private int connecting;
    private boolean closed;

    OriginPool(Connector connector, Origin origin, int connectionsMax, boolean http2) {
        this.connector = connector;
        this.origin = origin;
        this.connectionsMax = connectionsMax;
        speaks = http2 && origin.secure() ? Speaks.UNKNOWN : Speaks.HTTP1;
    }

    /// A connection with a place for one exchange; [#released] gives the place back. Parks the caller while
    /// connecting.
    ClientConnection acquire() throws HttpException, InterruptedException {
        long generation = connector.generation(origin);
        lock.lockInterruptibly();
        try {
            while (true) {
                if (closed) throw new HttpException.Cancelled("the client was closed");
                var free = takeFree(generation);
                if (free != null) return free;
                if (connecting == 0 || speaks == Speaks.HTTP1) break;
                changed.await(); // The connecting caller signals, whatever comes of it.
            }
            if (members.size() + connecting >= connectionsMax) {
                throw new HttpException.Unreachable("more than " + connectionsMax + " connections to " + origin, null);
            }
            connecting++;
        } finally {
            lock.unlock();
        }
        return connect();
    }

    private @Nullable ClientConnection takeFree(long generation) {
        Member best = null;
        for (var member : members.values()) {
            var connection = member.connection;
            if (connection.generation() != generation && !connection.isRetired()) connection.retire();
            if (connection.isRetired() || member.open >= connection.exchangesMax()) continue;
            if (best == null || member.idleSinceNanos > best.idleSinceNanos) best = member;
        }
        if (best == null) return null;
        best.open++;
        return best.connection;
    }

    private ClientConnection connect() throws HttpException, InterruptedException {
        ClientConnection made = null;
        try {
            made = connector.connect(origin, this);
            return made;
        } finally {
            connected(made);
        }
    }

    private void connected(@Nullable ClientConnection made) {
        boolean late;
        lock.lock();
        try {
            connecting--;
            late = closed;
            if (made != null && !late) {
                var member = new Member(made, connector.nanos());
                member.open = 1;
                members.put(made, member);
                speaks = made.exchangesMax() == 1 && made instanceof H1ClientConnection ? Speaks.HTTP1 : Speaks.HTTP2;
                if (made.isRetired()) members.remove(made);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (made != null && late) made.channel().close();
    }

    @Override
    public void released(ClientConnection connection) {
        lock.lock();
        try {
            var member = members.get(connection);
            if (member == null) return;
            member.open--;
            if (member.open == 0) member.idleSinceNanos = connector.nanos();
            if (member.open == 0 && connection.isRetired()) members.remove(connection);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void changed(ClientConnection connection) {
        lock.lock();
        try {
            if (!connection.channel().isActive()) members.remove(connection);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Retires what was idle for too long, and looks whether the others live.
    void sweep(long now, long idleNanos) {
        for (var member : snapshot()) {
            var connection = member.connection;
            boolean idle;
            lock.lock();
            try {
                idle = member.open == 0 && now - member.idleSinceNanos > idleNanos;
                if (idle) members.remove(connection);
            } finally {
                lock.unlock();
            }
            if (idle) {
                connection.retire();
            } else {
                connection.channel().eventLoop().execute(() -> connection.check(now));
            }
        }
    }

    private List<Member> snapshot() {
        lock.lock();
        try {
            return new ArrayList<>(members.values());
        } finally {
            lock.unlock();
        }
    }

    /// Retires the connections that nobody uses.
    void closeIdle() {
        sweep(connector.nanos(), -1);
    }

    int size() {
        lock.lock();
        try {
            return members.size();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (var member : snapshot()) member.connection.channel().close();
    }
}
