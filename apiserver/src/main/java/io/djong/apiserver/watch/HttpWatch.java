package io.djong.apiserver.watch;

import io.djong.api.meta.KubeObject;
import io.djong.http.Piece;
import io.djong.http.PieceWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One watcher over HTTP: data that its resource's [WatchPump] writes to. No thread waits for it.
final class HttpWatch<T extends KubeObject> {
    /// While more than this waits for the client to read, nothing more is written to it.
    private static final long PENDING_LIMIT_BYTES = 256 << 10;

    private final EventCursor<T> cursor;
    private final WatchEncoder<T> encoder;
    private final EventCounts counts;
    private final PieceWriter stream;
    private final boolean bookmarks;
    private final boolean lastBookmark;
    private boolean initialBookmarkDue;
    private volatile boolean stalled;
    private volatile boolean ending;

    /// @param bookmarks whether bookmarks may be sent
    /// @param initialBookmark whether one ends the initial events
    /// @param lastBookmark whether one comes before the time limit
    HttpWatch(
            EventCursor<T> cursor,
            WatchEncoder<T> encoder,
            EventCounts counts,
            PieceWriter stream,
            boolean bookmarks,
            boolean initialBookmark,
            boolean lastBookmark) {
        this.cursor = cursor;
        this.encoder = encoder;
        this.counts = counts;
        this.stream = stream;
        this.bookmarks = bookmarks;
        this.initialBookmarkDue = initialBookmark;
        this.lastBookmark = lastBookmark;
    }

    /// Ends it at once: it does not keep up.
    void cutOff() {
        counts.cutOff().inc();
        stream.abort();
    }

    /// As [EventCursor#trigger].
    @Nullable
    String trigger() {
        return cursor.trigger();
    }

    /// The server's time limit has come: what is known is sent, then the stream ends.
    void end() {
        ending = true;
    }

    boolean stalled() {
        return stalled;
    }

    long sequence() {
        return cursor.sequence();
    }

    /// Writes what is new, as far as the client keeps up. Called by the pump only.
    ///
    /// @param published every event up to this revision can be read already
    /// @param frames of this round
    /// @return false when the watch is over
    boolean drain(long published, boolean bookmarkDue, RoundFrames<T> frames, Runnable wake) {
        stalled = false;
        while (stream.bytesPending() < PENDING_LIMIT_BYTES) {
            var change = cursor.next();
            if (change == null) {
                caughtUp(published, bookmarkDue, frames);
                return stream.isOpen();
            }
            send(frames.of(encoder, change));
        }
        if (ending) {
            stream.close();
            return false;
        }
        stalled = true;
        stream.onWritable(wake);
        return stream.isOpen();
    }

    private void send(List<Piece> frame) {
        stream.write(frame);
        counts.sent(frame);
    }

    private void caughtUp(long published, boolean bookmarkDue, RoundFrames<T> frames) {
        if (initialBookmarkDue) {
            initialBookmarkDue = false;
            send(encoder.bookmark(published, true));
        } else if (ending ? lastBookmark : bookmarks && bookmarkDue) {
            send(frames.bookmark(encoder, published));
        }
        if (ending) {
            stream.close();
        }
    }
}
