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
        var outer = failure.getMessage();
        return cause == failure || outer == null || outer.contains(reason)
                ? String.valueOf(outer)
                : outer + ": " + reason;
    }
}
