package io.djong.base.lifecycle;

/// A service could not start. What it had begun is undone when this is thrown.
public final class StartException extends Exception {
    private final String service;

    /// @param service the name of the service that failed
    /// @param cause what it failed with; its message becomes part of this one's
    public StartException(String service, Throwable cause) {
        super(service + " did not start: " + describe(cause), cause);
        this.service = service;
    }

    /// The name of the innermost service that failed.
    public String service() {
        return service;
    }

    private static String describe(Throwable cause) {
        var message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
