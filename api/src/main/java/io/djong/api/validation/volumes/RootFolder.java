package io.djong.api.validation.volumes;

/// The root of a file system, under its many names.
final class RootFolder {
    private RootFolder() {}

    /// Whether a path comes down to `/` when `.`, `..` and doubled slashes are worked out.
    static boolean isMeant(String path) {
        if (!path.startsWith("/")) {
            return false;
        }
        int depth = 0;
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                depth = Math.max(0, depth - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                depth++;
            }
        }
        return depth == 0;
    }
}
