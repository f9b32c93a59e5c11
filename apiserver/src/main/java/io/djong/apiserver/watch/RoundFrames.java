package io.djong.apiserver.watch;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.http.Piece;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The frames of one round of a pump: an event is encoded once a form, into one array, for however many watchers
/// see it. Forgotten with the round.
final class RoundFrames<T extends KubeObject> {
    /// What a round keeps; what comes beyond is encoded for each watcher.
    private static final long LIMIT_BYTES = 8L << 20;

    /// Encoders and entries are the same only if they are the same objects.
    private record Key<T extends KubeObject>(WatchEncoder<T> encoder, Change.Kind kind, CacheEntry<T> entry) {}

    private final Map<Key<T>, List<Piece>> frames = new HashMap<>();
    private final Map<WatchEncoder<T>, List<Piece>> bookmarks = new HashMap<>();
    private long sizeBytes;

    /// The frame of a change in an encoder's form.
    List<Piece> of(WatchEncoder<T> encoder, Change<T> change) {
        if (!encoder.shared()) {
            return encoder.change(change);
        }
        var key = new Key<>(encoder, change.kind(), change.entry());
        var known = frames.get(key);
        if (known != null) {
            return known;
        }
        var frame = joined(encoder.change(change));
        if (sizeBytes < LIMIT_BYTES) {
            sizeBytes += frame.getFirst().length();
            frames.put(key, frame);
        }
        return frame;
    }

    /// A bookmark at the revision of this round.
    List<Piece> bookmark(WatchEncoder<T> encoder, long revision) {
        return encoder.shared()
                ? bookmarks.computeIfAbsent(encoder, form -> joined(form.bookmark(revision, false)))
                : encoder.bookmark(revision, false);
    }

    private static List<Piece> joined(List<Piece> pieces) {
        if (pieces.size() == 1) {
            return pieces;
        }
        var length = 0;
        for (var piece : pieces) {
            length += piece.length();
        }
        var all = new byte[length];
        var at = 0;
        for (var piece : pieces) {
            System.arraycopy(piece.array(), piece.offset(), all, at, piece.length());
            at += piece.length();
        }
        return List.of(Piece.of(all));
    }
}
