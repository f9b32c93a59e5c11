package io.djong.djong.command;

/// Why something did not start, in one sentence: the message of the innermost cause, after what failed.
final class Failure {
    private Failure() {}

    static String sentence(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        var reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        var outer = failure.getMessage() == null ? reason : failure.getMessage();
        return outer.contains(reason) ? outer : outer + ": " + reason;
    }
}
