package io.djong.api.validation.core;

import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;

/// Paths of files.
public final class PathRules {
    private PathRules() {}

    static void descending(FieldErrors errors, FieldPath path, String file) {
        if (file.startsWith("/")) {
            errors.invalid(path, file, "must be a relative path");
        }
        noStepsBack(errors, path, file);
    }

    /// No part of it is `..`.
    public static void noStepsBack(FieldErrors errors, FieldPath path, String file) {
        if (stepsBack(file)) {
            errors.invalid(path, file, "must not contain '..'");
        }
    }

    /// Whether one of the path's parts is `..`.
    static boolean stepsBack(String file) {
        int from = 0;
        while (true) {
            int dots = file.indexOf("..", from);
            if (dots < 0) {
                return false;
            }
            boolean starts = dots == 0 || file.charAt(dots - 1) == '/';
            boolean ends = dots + 2 == file.length() || file.charAt(dots + 2) == '/';
            if (starts && ends) {
                return true;
            }
            from = dots + 1;
        }
    }

    /// Descending, and no name that volumes keep for themselves.
    static void inVolume(FieldErrors errors, FieldPath path, String file) {
        descending(errors, path, file);
        if (file.startsWith("..") && !file.startsWith("../")) {
            errors.invalid(path, file, "must not start with '..'");
        }
    }
}
