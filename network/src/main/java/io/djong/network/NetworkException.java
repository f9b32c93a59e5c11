package io.djong.network;

/// The pod network could not be brought to what it should be, or not be taken away. The message says which part.
public final class NetworkException extends Exception {
    private static final long serialVersionUID = 1;

    public NetworkException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
