package io.djong.api.meta;

import io.djong.api.types.meta.v1.ListMeta;
import java.util.List;

/// A list of objects of one kind, as a LIST request answers. Items of built-in kinds carry no `kind` and `apiVersion`
/// in JSON.
public interface KubeList<T> extends ApiObject {
    ListMeta metadata();

    List<T> items();
}
