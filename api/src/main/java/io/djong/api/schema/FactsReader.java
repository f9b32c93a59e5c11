package io.djong.api.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Reads the lines that the generator's `FactsSource` writes.
final class FactsReader {
    private final String packageName;
    private final String text;
    private final List<FieldSchema> fields = new ArrayList<>();
    private String openApi = "";
    private String[] open = {};

    FactsReader(String packageName, String text) {
        this.packageName = packageName;
        this.text = text;
    }

    void read(Consumer<TypeSchema> types) {
        for (String line : text.split("\n")) {
            String[] words = line.split("\t", -1);
            switch (words[0]) {
                case "O" -> openApi = words[1];
                case "T" -> {
                    close(types);
                    open = words;
                }
                case "F" -> fields.add(field(words));
                case "" -> {}
                default -> throw unexpected(line);
            }
        }
        close(types);
    }

    private void close(Consumer<TypeSchema> types) {
        if (open.length > 0) {
            var shape = TypeSchema.Shape.valueOf(open[2].toUpperCase(Locale.ROOT));
            types.accept(new TypeSchema(
                    packageName + "." + open[1],
                    shape,
                    open[3],
                    open[4],
                    openApi + "." + open[1],
                    open[5].isEmpty() ? null : alternatives(open[5]),
                    fields));
        }
        fields.clear();
    }

    private static TypeSchema.Alternatives alternatives(String text) {
        int colon = text.indexOf(':');
        return new TypeSchema.Alternatives(text.substring(0, colon), list(text.substring(colon + 1)));
    }

    private static FieldSchema field(String[] words) {
        boolean pointer = words[3].startsWith("*");
        String list = flag(words, "list");
        int colon = list.indexOf(':');
        String kind = colon < 0 ? list : list.substring(0, colon);
        var strategies = new ArrayList<String>();
        String mergeKey = flag(words, "mergeKey");
        for (int i = 5; i < words.length; i++) {
            if (!words[i].startsWith("patch=")) continue;
            String strategy = words[i].substring("patch=".length());
            int key = strategy.indexOf(':');
            strategies.add(key < 0 ? strategy : strategy.substring(0, key));
            if (key >= 0) mergeKey = strategy.substring(key + 1);
        }
        return new FieldSchema(
                words[1],
                Integer.parseInt(words[2]),
                type(pointer ? words[3].substring(1) : words[3], words[4]),
                pointer,
                has(words, "omitempty") || has(words, "omitzero"),
                has(words, "optional"),
                has(words, "required"),
                List.copyOf(strategies),
                mergeKey,
                kind.isEmpty() ? ListKind.NONE : ListKind.valueOf(kind.toUpperCase(Locale.ROOT)),
                colon < 0 ? List.of() : list(list.substring(colon + 1)),
                flag(words, "struct"),
                has(words, "typed"),
                flag(words, "default"),
                list(flag(words, "in")),
                list(flag(words, "enum")).stream()
                        .map(value -> value.equals("\"\"") ? "" : value)
                        .toList());
    }

    private static FieldType type(String spelled, String go) {
        boolean list = spelled.startsWith("[]");
        if (list || spelled.startsWith("{}")) {
            int equals = spelled.lastIndexOf('=');
            FieldType part = type(spelled.substring(2, equals), spelled.substring(equals + 1));
            return list ? new FieldType.ListOf(part, go) : new FieldType.MapOf(part, go);
        }
        return spelled.indexOf('/') > 0
                ? new FieldType.Struct(spelled, go)
                : new FieldType.Leaf(LeafType.of(spelled), go);
    }

    private static List<String> list(String commas) {
        return commas.isEmpty() ? List.of() : List.of(commas.split(","));
    }

    private static boolean has(String[] words, String flag) {
        for (int i = 5; i < words.length; i++) if (words[i].equals(flag)) return true;
        return false;
    }

    private static String flag(String[] words, String key) {
        for (int i = 5; i < words.length; i++) {
            if (words[i].startsWith(key + "=")) return words[i].substring(key.length() + 1);
        }
        return "";
    }

    private IllegalStateException unexpected(String line) {
        return new IllegalStateException("facts of " + packageName + ": " + line);
    }
}
