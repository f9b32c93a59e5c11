package io.djong.kubelet.images.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A piece of content that an image in an archive needs.
///
/// @param digest checked while the archive was scanned
/// @param references what it points at, as the labels that keep containerd's garbage collector from that content;
///     empty for layers and configurations
public record ArchivedBlob(Digest digest, long sizeBytes, SortedMap<String, String> references) {
    public ArchivedBlob {
        references = Collections.unmodifiableSortedMap(new TreeMap<>(references));
    }

    /// What receives blobs, one after the other.
    @FunctionalInterface
    public interface Sink {
        /// Takes one blob. The stream holds exactly its bytes, ends with the call, and need not be read at all.
        void take(ArchivedBlob blob, InputStream content) throws IOException;
    }
}
