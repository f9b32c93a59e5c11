package io.djong.api.validation;

import java.util.ArrayList;
import java.util.List;

/// Port numbers and names.
public final class Ports {
    private static final int NAME_MAX = 15;

    private Ports() {}

    /// A port number that is not 0.
    public static List<String> number(int port) {
        return port >= 1 && port <= 65535 ? List.of() : List.of(Texts.inclusiveRange(1, 65535));
    }

    /// A service name as IANA registers them, in lower case: at most 15 of letters, digits and single hyphens inside,
    /// one letter at least.
    public static List<String> name(String name) {
        boolean charset = !name.isEmpty();
        boolean letter = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isLetter = c >= 'a' && c <= 'z';
            letter |= isLetter;
            charset &= isLetter || (c >= '0' && c <= '9') || c == '-';
        }
        var wrong = new ArrayList<String>(0);
        if (ByteLength.of(name) > NAME_MAX) {
            wrong.add(Texts.maxCharacters(NAME_MAX));
        }
        if (!charset) {
            wrong.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (!letter) {
            wrong.add("must contain at least one letter (a-z)");
        }
        if (name.contains("--")) {
            wrong.add("must not contain consecutive hyphens");
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            wrong.add("must not begin or end with a hyphen");
        }
        return wrong;
    }
}
