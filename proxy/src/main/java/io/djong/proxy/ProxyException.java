package io.djong.proxy;

/// The rules could not be brought to the kernel, or not be read from it. What was there before still holds.
public final class ProxyException extends Exception {
    private static final long serialVersionUID = 1;

    public ProxyException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
