package io.djong.kubelet.images.reference;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A name of an image in full: `domain/path:tag`, `domain/path@digest`, or both.
///
/// What people write is shorter. [#parse] completes it as upstream does: a first part without `.` or `:` that is not
/// `localhost` belongs to the path and the domain is `docker.io`; a path of one part there lies under `library`;
/// without tag and digest the tag is `latest`.
///
/// Source: the grammar of the `distribution/reference` library.
///
/// @param domain host and, where given, port of the registry
/// @param path where the image lies in it, in lower case
/// @param tag "" when there is a digest and no tag
/// @param digest such as `sha256:…`; "" when there is none
public record ImageReference(String domain, String path, String tag, String digest) {
    private static final int NAME_LENGTH_MAX = 255;
    private static final Pattern DOMAIN = Pattern.compile(
            "([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])(\\.([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]))*"
                    + "(:[0-9]+)?|\\[[A-Fa-f0-9:]+](:[0-9]+)?");
    private static final Pattern PATH =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
    private static final Pattern DIGEST =
            Pattern.compile("[A-Za-z][A-Za-z0-9]*([-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}");
    private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");

    /// The reference that a text means, or empty when it is none: wrong characters, upper case in the path, too long,
    /// or 64 hexadecimal digits, which would be mistaken for an image's id.
    public static Optional<ImageReference> parse(String text) {
        if (IDENTIFIER.matcher(text).matches()) {
            return Optional.empty();
        }
        var rest = text;
        var digest = "";
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = rest.substring(at + 1);
            rest = rest.substring(0, at);
            if (!DIGEST.matcher(digest).matches()) {
                return Optional.empty();
            }
        }
        var domain = "docker.io";
        int slash = rest.indexOf('/');
        if (slash > 0 && isDomain(rest.substring(0, slash))) {
            domain = rest.substring(0, slash).equals("index.docker.io") ? domain : rest.substring(0, slash);
            rest = rest.substring(slash + 1);
        }
        var tag = digest.isEmpty() ? "latest" : "";
        int colon = rest.indexOf(':');
        if (colon >= 0) {
            tag = rest.substring(colon + 1);
            rest = rest.substring(0, colon);
            if (!TAG.matcher(tag).matches()) {
                return Optional.empty();
            }
        }
        var path = domain.equals("docker.io") && rest.indexOf('/') < 0 ? "library/" + rest : rest;
        boolean valid = DOMAIN.matcher(domain).matches()
                && PATH.matcher(path).matches()
                && domain.length() + 1 + path.length() <= NAME_LENGTH_MAX;
        return valid ? Optional.of(new ImageReference(domain, path, tag, digest)) : Optional.empty();
    }

    /// Domain and path, without tag and digest.
    public String repository() {
        return domain + "/" + path;
    }

    /// The whole name.
    @Override
    public String toString() {
        return repository() + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
    }

    private static boolean isDomain(String first) {
        return first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || first.equals("localhost")
                || !first.toLowerCase(Locale.ROOT).equals(first);
    }
}
