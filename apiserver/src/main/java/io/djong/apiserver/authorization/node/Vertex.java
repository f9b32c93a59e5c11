package io.djong.apiserver.authorization.node;

/// An object that a node may be related to.
///
/// @param namespace "" for cluster-scoped kinds
record Vertex(Kind kind, String namespace, String name) {
    /// The kinds of which a node may see some objects.
    enum Kind {
        CERTIFICATE_REQUEST,
        CLAIM,
        CONFIG_MAP,
        POD,
        RESOURCE_CLAIM,
        SECRET,
        SERVICE_ACCOUNT,
        SLICE,
        VOLUME,
        VOLUME_ATTACHMENT
    }

    /// By its key in a cache: `namespace/name` or `name`.
    static Vertex ofKey(Kind kind, String key) {
        var slash = key.indexOf('/');
        return slash < 0
                ? new Vertex(kind, "", key)
                : new Vertex(kind, key.substring(0, slash), key.substring(slash + 1));
    }
}
