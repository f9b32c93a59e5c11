package io.djong.apiserver.watch;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.meta.v1.Status;
import io.djong.http.Piece;
import java.util.List;

/// The wire form of watch events for one combination of version and media type. Pieces are shared between
/// watchers.
///
/// @param <T> the hub type
public interface WatchEncoder<T extends KubeObject> {
    /// An event with its object.
    List<Piece> change(Change<T> change);

    /// A bookmark.
    ///
    /// @param initialEventsEnd whether it ends the initial events of a streaming list
    List<Piece> bookmark(long revision, boolean initialEventsEnd);

    /// Whether this very encoder serves all watchers that want its form: then an event's frame may be used for all
    /// of them.
    default boolean shared() {
        return false;
    }

    /// An error event, after which the stream ends.
    List<Piece> error(Status status);
}
