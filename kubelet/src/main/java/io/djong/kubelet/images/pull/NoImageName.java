package io.djong.kubelet.images.pull;

import java.util.Locale;

/// Why a text is no name of an image, in the words of the parser that container tools share; for texts that
/// [ImageName#parse] does not read.
///
/// Source: distribution/reference, `ParseNormalizedNamed`.
final class NoImageName {
    private static final String BAD_FORMAT = "invalid reference format";

    private NoImageName() {}

    static String why(String text) {
        if (text.matches("[0-9a-f]{64}")) {
            return "invalid repository name (" + text + "), cannot specify 64-byte hexadecimal strings";
        }
        var repository = repository(text);
        return isLowerCase(repository)
                ? BAD_FORMAT
                : BAD_FORMAT + ": repository name (" + repository + ") must be lowercase";
    }

    /// What stands behind the registry, without the tag; with `library/` where that goes without saying.
    private static String repository(String text) {
        int slash = text.indexOf('/');
        var domain = slash < 0 ? "" : text.substring(0, slash);
        boolean registry =
                domain.contains(".") || domain.contains(":") || domain.equals("localhost") || !isLowerCase(domain);
        var rest = registry ? text.substring(slash + 1) : text;
        boolean hub = !registry || domain.equals("docker.io") || domain.equals("index.docker.io");
        if (hub && !rest.contains("/")) rest = "library/" + rest;
        int colon = rest.indexOf(':');
        return colon < 0 ? rest : rest.substring(0, colon);
    }

    private static boolean isLowerCase(String text) {
        return text.equals(text.toLowerCase(Locale.ROOT));
    }
}
