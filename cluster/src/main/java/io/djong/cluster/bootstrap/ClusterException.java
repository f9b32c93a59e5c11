package io.djong.cluster.bootstrap;

/// Why a cluster cannot be started, looked at or taken away: one sentence for people, with what to do next in it.
public final class ClusterException extends Exception {
    private static final long serialVersionUID = 1;

    /// @param sentence for people, without a full stop
    public ClusterException(String sentence) {
        super(sentence);
    }

    /// @param sentence for people, without a full stop
    /// @param cause what it follows from
    public ClusterException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
