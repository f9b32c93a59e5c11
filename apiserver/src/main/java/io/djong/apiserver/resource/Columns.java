package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.meta.v1.TableColumnDefinition;
import java.time.Instant;
import java.util.List;

/// The server-side table of a resource.
///
/// @param <T> the hub type
public interface Columns<T extends KubeObject> {
    /// The columns in order, with types, formats and priorities.
    List<TableColumnDefinition> definitions();

    /// One row: a `String`, `Long`, `Boolean` or null a column. Ages are relative to `now`.
    List<Object> cells(T object, Instant now);
}
