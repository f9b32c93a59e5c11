package io.djong.apiserver.content;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.body.BodyParts;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.resource.Page;
import io.djong.apiserver.watch.WatchEncoder;
import io.djong.client.ApiException;
import io.djong.http.Piece;
import java.util.List;

/// One resource version in one accepted form: what bodies look like.
///
/// @param <H> the hub type
public interface Renderer<H extends KubeObject> {
    /// The `Content-Type` of objects and lists.
    String contentType();

    /// The `Content-Type` of watch streams.
    default String watchContentType() {
        return contentType();
    }

    /// Whether there is such a form of what is answered, which upstream finds out when it has done what was asked.
    ///
    /// @param list whether it is a list
    /// @throws ApiException 406 if there is not
    default void check(boolean list) throws ApiException {}

    /// The body for one object that was just written.
    List<Piece> object(H object);

    /// The body for one object from the cache.
    default List<Piece> entry(CacheEntry<H> entry) {
        return object(entry.object());
    }

    /// The body for a list, made while it is sent.
    BodyParts list(Page<H> page);

    /// Whether events of a watch can have this form.
    default boolean watches() {
        return true;
    }

    /// Whether there are streams of its media type at all.
    default boolean streams() {
        return true;
    }

    /// The frames of a watch.
    WatchEncoder<H> watch();
}
