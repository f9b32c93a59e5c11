package io.djong.apiserver.content;

import org.jspecify.annotations.Nullable;

/// The serialisations of API objects, in the order in which they are preferred.
public enum MediaType {
    JSON("application/json"),
    YAML("application/yaml"),
    PROTOBUF("application/vnd.kubernetes.protobuf");

    /// As errors list them.
    public static final String ALL = "application/json, application/yaml, application/vnd.kubernetes.protobuf";

    private final String contentType;

    MediaType(String contentType) {
        this.contentType = contentType;
    }

    /// The name in `Content-Type` and `Accept`.
    public String contentType() {
        return contentType;
    }

    /// The media type of a `Content-Type` header, parameters left out; JSON when there is none; null for another, or
    /// when the header is malformed.
    public static @Nullable MediaType ofContentType(String header) {
        if (header.isEmpty() || header.equals(JSON.contentType)) {
            return JSON;
        }
        var name = ContentTypeHeader.mediaType(header);
        for (var type : values()) {
            if (type.contentType.equals(name)) {
                return type;
            }
        }
        return null;
    }
}
