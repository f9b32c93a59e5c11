package io.djong.api.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// What the types of one package and their fields mean, for people. Read from a resource when made; whoever needs it
/// twice keeps it.
public final class TypeDescriptions {
    private final Map<String, String> texts = new HashMap<>();

    private TypeDescriptions(String lines) {
        String type = "";
        for (String line : lines.split("\n")) {
            String[] words = line.split("\t", 3);
            if (words.length < 3) continue;
            String text = words[2].replace("\\n", "\n").replace("\\\\", "\\");
            if (words[0].equals("T")) {
                type = words[1];
                texts.put(type, text);
            } else texts.put(type + "/" + words[1], text);
        }
    }

    /// The descriptions of a package such as `core/v1`; none when it has none.
    public static TypeDescriptions of(String packageName) {
        try (var in = TypeDescriptions.class.getResourceAsStream(packageName.replace('/', '.') + ".descriptions")) {
            return new TypeDescriptions(in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a type means; "" when nobody says.
    public String type(TypeSchema type) {
        return texts.getOrDefault(type.simpleName(), "");
    }

    /// What `apiVersion` or `kind` means in every kind; only the descriptions of `meta/v1` know.
    public String typeMeta(String field) {
        return texts.getOrDefault("TypeMeta/" + field, "");
    }

    /// What a field means; "" when nobody says.
    public String field(TypeSchema type, FieldSchema field) {
        return texts.getOrDefault(type.simpleName() + "/" + field.name(), "");
    }
}
