package io.djong.apiserver.watch;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.meta.v1.Status;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Histogram;
import io.djong.http.Piece;
import java.util.List;

/// Counts the events of a watch and their bytes.
///
/// @param <H> the hub type
public final class CountedEncoder<H extends KubeObject> implements WatchEncoder<H> {
    private final WatchEncoder<H> encoder;
    private final Counter events;
    private final Histogram sizes;

    /// @param encoder does the work
    public CountedEncoder(WatchEncoder<H> encoder, Counter events, Histogram sizes) {
        this.encoder = encoder;
        this.events = events;
        this.sizes = sizes;
    }

    @Override
    public List<Piece> change(Change<H> change) {
        return counted(encoder.change(change));
    }

    @Override
    public List<Piece> bookmark(long revision, boolean initialEventsEnd) {
        return counted(encoder.bookmark(revision, initialEventsEnd));
    }

    @Override
    public List<Piece> error(Status status) {
        return counted(encoder.error(status));
    }

    private List<Piece> counted(List<Piece> pieces) {
        long total = 0;
        for (var piece : pieces) {
            total += piece.length();
        }
        events.inc();
        sizes.observe((double) total);
        return pieces;
    }
}
