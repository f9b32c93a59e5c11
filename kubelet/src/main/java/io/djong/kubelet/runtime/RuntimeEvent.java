package io.djong.kubelet.runtime;

/// What the runtime has told of.
///
/// @param id of a container or sandbox; "" of [Kind#OTHER]
record RuntimeEvent(Kind kind, String id) {
    /// Something happened, or may have happened, one cannot tell to whom.
    static final RuntimeEvent OTHER = new RuntimeEvent(Kind.OTHER, "");

    enum Kind {
        STARTED,
        ENDED,
        REMOVED,
        OTHER
    }
}
