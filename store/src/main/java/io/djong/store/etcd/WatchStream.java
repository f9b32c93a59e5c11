package io.djong.store.etcd;

import io.djong.base.wire.WireException;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;

/// A watch over all keys on one connection. Everything arrives on the connection's thread.
final class WatchStream extends ClientCall.Listener<byte[]> {
    private final Listener listener;
    private final ClientCall<byte[], byte[]> call;

    /// Parts of a response that came in several messages.
    private final List<Responses.Change> fragments = new ArrayList<>();

    private WatchStream(Channel channel, Listener listener) {
        this.listener = listener;
        this.call = channel.newCall(Method.WATCH.descriptor(), CallOptions.DEFAULT);
    }

    /// Who follows a stream.
    interface Listener {
        /// The watch stands on the server.
        void began();

        /// Changes in the order of their revisions; all of a revision are in one call.
        void changes(List<Responses.Change> changes);

        /// The start of the watch is compacted. The stream ends.
        void compacted(long compactRevision);

        /// The stream has ended.
        void ended(Status status);
    }

    /// Begins to watch all keys from a revision on.
    static WatchStream open(Channel channel, long startRevision, Listener listener) {
        var stream = new WatchStream(channel, listener);
        stream.call.start(stream, new Metadata());
        stream.call.request(1);
        stream.call.sendMessage(Requests.watch(startRevision));
        return stream;
    }

    void close() {
        call.cancel("no longer needed", null);
    }

    @Override
    public void onMessage(byte[] message) {
        try {
            var response = Responses.watch(message);
            if (response.created()) {
                listener.began();
            }
            fragments.addAll(response.changes());
            if (!response.fragment() && !fragments.isEmpty()) {
                var changes = List.copyOf(fragments);
                fragments.clear();
                listener.changes(changes);
            }
            if (response.compactRevision() > 0) {
                listener.compacted(response.compactRevision());
                close();
            } else if (response.canceled()) {
                call.cancel("the server ended the watch: " + response.reason(), null);
            } else {
                call.request(1);
            }
        } catch (WireException e) {
            call.cancel("the response cannot be read", e);
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        listener.ended(status);
    }
}
