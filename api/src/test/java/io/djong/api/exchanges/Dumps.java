package io.djong.api.exchanges;

import java.util.regex.Pattern;

/// Dumps of structures in messages, which the samples replaced by words.
final class Dumps {
    private static final Pattern STRUCTURE = Pattern.compile(
            "^((?:Invalid|Duplicate|Unsupported) value: )\"?\\{.*?\\}\"?(?=: [a-z`]|$)", Pattern.DOTALL);
    private static final Pattern LIST =
            Pattern.compile("^((?:Invalid|Duplicate) value: )\\[\\{.*?\\}\\](?=: [a-z`]|$)", Pattern.DOTALL);
    private static final Pattern DIFFERENCE = Pattern.compile("(\n)[-+ ].*$|\n<diff>$", Pattern.DOTALL);

    private Dumps() {}

    static String hide(String message) {
        String structure = STRUCTURE.matcher(message).replaceFirst("$1{...}");
        String list = LIST.matcher(structure).replaceFirst("$1[...]");
        if (list.endsWith("`selector` does not match template `labels`")) {
            // the original tells an empty map from none
            list = list.replace("null", "{...}");
        }
        return DIFFERENCE.matcher(list).replaceFirst("\n<diff>");
    }
}
