package io.djong.kubelet.images.archive;

import io.djong.kubelet.images.reference.ImageReference;
import java.util.List;

/// An image in an archive.
///
/// @param names what the archive calls it, in full; empty when it has no name there
/// @param target its manifest, or the index over its manifests for several platforms
public record ArchivedImage(List<ImageReference> names, Descriptor target) {
    public ArchivedImage {
        names = List.copyOf(names);
    }
}
