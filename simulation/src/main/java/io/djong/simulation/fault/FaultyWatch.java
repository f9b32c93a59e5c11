package io.djong.simulation.fault;

import io.djong.api.meta.KubeObject;
import io.djong.client.ApiException;
import io.djong.client.WatchEvent;
import io.djong.client.WatchStream;
import org.jspecify.annotations.Nullable;

/// A watch whose events come late, and that breaks off; what was under way then is lost, and comes again when the
/// reader resumes from what it saw.
///
/// Identity matters: it is an open connection, not a value.
final class FaultyWatch<T extends KubeObject> implements WatchStream<T> {
    private final WatchStream<T> inner;
    private final FaultyNetwork network;
    private volatile @Nullable End end;

    /// How a watch ends.
    enum End {
        /// The connection breaks.
        BROKEN,
        /// The server ends it without an error.
        QUIET,
        /// The server no longer has what the reader would need.
        EXPIRED
    }

    FaultyWatch(WatchStream<T> inner, FaultyNetwork network) {
        this.inner = inner;
        this.network = network;
    }

    void breakOff() {
        if (end == null) {
            end = network.end();
        }
        inner.close();
    }

    @Override
    public @Nullable WatchEvent<T> next() throws ApiException, InterruptedException {
        var event = end == null ? inner.next() : null;
        if (event != null) {
            network.delay();
        }
        return switch (end) {
            case null -> event;
            case QUIET -> null;
            case BROKEN -> throw new ApiException.Unreachable("the watch broke off", true, null);
            case EXPIRED ->
                throw FaultyNetwork.refusal(410, "Expired", "The resourceVersion for the provided watch is too old.");
        };
    }

    @Override
    public void close() {
        network.closed(this);
        inner.close();
    }
}
