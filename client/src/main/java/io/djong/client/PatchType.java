package io.djong.client;

/// The forms of a patch, by their content type.
public enum PatchType {
    /// RFC 6902.
    JSON("application/json-patch+json"),
    /// RFC 7386.
    MERGE("application/merge-patch+json"),
    /// Upstream's merge by keys of the schema; built-in kinds only.
    STRATEGIC("application/strategic-merge-patch+json"),
    /// Server-side apply.
    APPLY("application/apply-patch+yaml");

    private final String contentType;

    PatchType(String contentType) {
        this.contentType = contentType;
    }

    /// The media type of the request's body.
    public String contentType() {
        return contentType;
    }
}
