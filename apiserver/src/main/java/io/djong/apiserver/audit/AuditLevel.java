package io.djong.apiserver.audit;

import org.jspecify.annotations.Nullable;

/// How much of a request is written down; each level includes those before it.
public enum AuditLevel {
    /// Nothing.
    NONE("None"),
    /// Who, what, when and the status.
    METADATA("Metadata"),
    /// The body of the request too.
    REQUEST("Request"),
    /// The body of the answer too.
    REQUEST_RESPONSE("RequestResponse");

    private final String text;

    AuditLevel(String text) {
        this.text = text;
    }

    /// Upstream's word.
    public String text() {
        return text;
    }

    /// The level of that name; null when there is none.
    static @Nullable AuditLevel of(String text) {
        for (var level : values()) {
            if (level.text.equals(text)) {
                return level;
            }
        }
        return null;
    }
}
