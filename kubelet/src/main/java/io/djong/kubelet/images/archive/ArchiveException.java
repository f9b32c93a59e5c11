package io.djong.kubelet.images.archive;

import java.io.IOException;

/// An archive that cannot be understood: cut short, damaged, or not an image at all. The message says what is wrong
/// with it.
public final class ArchiveException extends IOException {
    private static final long serialVersionUID = 1;

    public ArchiveException(String message) {
        super(message);
    }

    public ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
