package io.djong.api.json;

/// `true` or `false`.
public enum JsonBool implements JsonValue {
    FALSE(false),
    TRUE(true);

    private final boolean value;

    JsonBool(boolean value) {
        this.value = value;
    }

    public static JsonBool of(boolean value) {
        return value ? TRUE : FALSE;
    }

    public boolean value() {
        return value;
    }

    @Override
    public String toString() {
        return toJson();
    }
}
