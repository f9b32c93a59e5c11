package io.djong.djong.command;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Why something did not start, in one sentence: the message of the innermost cause, after what failed.
final class Failure {
    private Failure() {}

    static String sentence(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        var reason = cause instanceof FileSystemException file ? file.getFile() + ": " + ofFile(file) : message(cause);
        var outer = failure.getCause() == null ? reason : message(failure);
        return outer.contains(reason) ? outer : outer + ": " + reason;
    }

    /// Why a file that is named already cannot be used.
    static String ofFile(Exception failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> message(failure);
        };
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
