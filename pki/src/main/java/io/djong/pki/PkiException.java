package io.djong.pki;

/// Input that is not what it should be (a key, certificate, request or token), or that is not trusted.
/// The message is one sentence that can be shown to a user; it never holds secret material.
public final class PkiException extends Exception {
    private static final long serialVersionUID = 1;

    public PkiException(String message) {
        super(message);
    }

    public PkiException(String message, Throwable cause) {
        super(message, cause);
    }
}
