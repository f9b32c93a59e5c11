package io.djong.apigenerator;

import java.util.List;
import java.util.Optional;

/// A field as its line declares it.
///
/// @param name in JSON; `inline` for the fields of another type that stand here as if they were this type's own
/// @param number in protobuf, 0 when it has none
/// @param type as written, not resolved
/// @param flags the remaining words
record FieldLine(Line line, String name, int number, String type, List<String> flags) {
    private static final List<String> WORDS =
            List.of("omitempty", "omitzero", "optional", "required", "typed", "neverNull");
    private static final List<String> KEYS = List.of("patch", "mergeKey", "list", "struct", "default");

    static FieldLine of(Line line) throws SchemaException {
        String number = line.word(1, "protobuf number");
        if (!number.equals("-") && !number.matches("[1-9][0-9]{0,8}")) {
            throw line.error("protobuf number expected, not " + number);
        }
        var flags = List.copyOf(line.rest(3));
        for (String flag : flags) {
            int equals = flag.indexOf('=');
            boolean known = equals < 0 ? WORDS.contains(flag) : KEYS.contains(flag.substring(0, equals));
            if (!known) throw line.error("unknown flag " + flag);
        }
        return new FieldLine(
                line,
                line.word(0, "field name"),
                number.equals("-") ? 0 : Integer.parseInt(number),
                line.word(2, "type"),
                flags);
    }

    boolean isInline() {
        return name.equals("inline");
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    Optional<String> value(String key) {
        return line.value(3, key);
    }
}
