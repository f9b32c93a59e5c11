package io.djong.apiserver.watch;

import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Histogram;
import io.djong.http.Piece;
import java.util.List;

/// What is counted of the events that watchers of one resource version are sent.
///
/// @param events how many
/// @param sizes their bytes
/// @param cutOff watchers that did not keep up
public record EventCounts(Counter events, Histogram sizes, Counter cutOff) {
    /// One event was sent.
    public void sent(List<Piece> frame) {
        long total = 0;
        for (var piece : frame) {
            total += piece.length();
        }
        events.inc();
        sizes.observe((double) total);
    }
}
