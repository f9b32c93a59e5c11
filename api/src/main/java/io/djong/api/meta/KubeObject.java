package io.djong.api.meta;

import io.djong.api.types.meta.v1.ObjectMeta;

/// An object with metadata: what is stored, watched and reconciled. Immutable.
public interface KubeObject extends ApiObject {
    ObjectMeta metadata();

    /// This object with other metadata.
    KubeObject withMetadata(ObjectMeta metadata);
}
