package io.djong.kubelet.volumes;

import io.djong.api.meta.Bytes;
import org.jspecify.annotations.Nullable;

/// A file that a volume is to have.
///
/// @param mode permission bits
/// @param owner the user that it belongs to; null for root
record ProjectedFile(Bytes content, int mode, @Nullable Long owner) {
    ProjectedFile(Bytes content, int mode) {
        this(content, mode, null);
    }
}
