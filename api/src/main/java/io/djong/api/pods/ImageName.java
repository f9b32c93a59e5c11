package io.djong.api.pods;

import org.jspecify.annotations.Nullable;

/// The name of a container image in its full form: `docker.io/library/busybox:latest`.
///
/// @param repository with the registry in front: `docker.io/library/busybox`
/// @param tag `latest` when neither tag nor digest was given, "" when only a digest was
/// @param digest `sha256:…`, or ""
public record ImageName(String repository, String tag, String digest) {
    private static final int REPOSITORY_MAX = 255;
    private static final int TAG_MAX = 128;

    /// Reads a name as container tools do; null when it is none.
    public static @Nullable ImageName parse(String text) {
        if (text.length() == 64 && allMatch(text, "0123456789abcdef")) {
            return null;
        }
        int slash = text.indexOf('/');
        String domain = slash < 0 ? "" : text.substring(0, slash);
        boolean registry = domain.indexOf('.') >= 0
                || domain.indexOf(':') >= 0
                || domain.equals("localhost")
                || !domain.equals(lowerCase(domain));
        String rest = registry ? text.substring(slash + 1) : text;
        if (!registry || domain.equals("index.docker.io")) {
            domain = "docker.io";
        }
        if (domain.equals("docker.io") && rest.indexOf('/') < 0) {
            rest = "library/" + rest;
        }
        return parts(domain, rest);
    }

    private static @Nullable ImageName parts(String domain, String rest) {
        String name = rest;
        String digest = "";
        int at = name.indexOf('@');
        if (at >= 0) {
            digest = name.substring(at + 1);
            name = name.substring(0, at);
            if (!isDigest(digest)) {
                return null;
            }
        }
        String tag = "";
        int colon = name.indexOf(':');
        if (colon >= 0) {
            tag = name.substring(colon + 1);
            name = name.substring(0, colon);
            if (!isTag(tag)) {
                return null;
            }
        }
        if (!isDomain(domain) || !isPath(name) || domain.length() + 1 + name.length() > REPOSITORY_MAX) {
            return null;
        }
        return new ImageName(domain + "/" + name, tag.isEmpty() && digest.isEmpty() ? "latest" : tag, digest);
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }

    private static boolean isDomain(String domain) {
        int port = domain.endsWith("]") ? -1 : domain.lastIndexOf(':');
        if (port >= 0 && (port == domain.length() - 1 || !allMatch(domain.substring(port + 1), "0123456789"))) {
            return false;
        }
        String host = port < 0 ? domain : domain.substring(0, port);
        if (host.startsWith("[") && host.endsWith("]")) {
            return host.length() > 2 && allMatch(host.substring(1, host.length() - 1), "0123456789abcdefABCDEF:");
        }
        for (String part : host.split("\\.", -1)) {
            boolean ends = !part.isEmpty() && part.charAt(0) != '-' && part.charAt(part.length() - 1) != '-';
            if (!ends || !allMatch(part, LETTERS + "0123456789-")) {
                return false;
            }
        }
        return true;
    }

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// Lower-case components; inside them letters and digits, with one of `.`, `_`, `__` or hyphens between.
    private static boolean isPath(String path) {
        for (String part : path.split("/", -1)) {
            int i = 0;
            do {
                int start = i;
                while (i < part.length() && isLowerOrDigit(part.charAt(i))) {
                    i++;
                }
                if (i == start) {
                    return false;
                }
                if (i == part.length()) {
                    break;
                }
                int separated = separatorEnd(part, i);
                if (separated == i) {
                    return false;
                }
                i = separated;
            } while (true);
        }
        return true;
    }

    private static int separatorEnd(String part, int from) {
        char c = part.charAt(from);
        if (c == '.') {
            return from + 1;
        }
        if (c == '_') {
            return part.startsWith("__", from) ? from + 2 : from + 1;
        }
        int end = from;
        while (end < part.length() && part.charAt(end) == '-') {
            end++;
        }
        return end;
    }

    private static boolean isTag(String tag) {
        return !tag.isEmpty()
                && tag.length() <= TAG_MAX
                && tag.charAt(0) != '.'
                && tag.charAt(0) != '-'
                && allMatch(tag, LETTERS + "0123456789_.-");
    }

    private static boolean isDigest(String digest) {
        int colon = digest.indexOf(':');
        return colon > 0
                && allMatch(digest.substring(0, colon), LETTERS + "0123456789-_+.")
                && digest.length() - colon > 32
                && allMatch(digest.substring(colon + 1), "0123456789abcdefABCDEF");
    }

    private static boolean isLowerOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static boolean allMatch(String text, String allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (allowed.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /// The full name, with what it has of tag and digest.
    @Override
    public String toString() {
        return repository + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
    }
}
