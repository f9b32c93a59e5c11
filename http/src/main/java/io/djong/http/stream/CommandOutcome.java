package io.djong.http.stream;

/// Puts the end of a remote command into words. HTTP does not know what a `Status` is: who knows implements
/// this.
public interface CommandOutcome {
    /// What the error channel of `v4` and `v5` says when the command's end could not be learned: a failed
    /// `Status` in JSON.
    byte[] failure(String message);

    /// What the error channel of the older protocols says instead of this `Status` in JSON; empty for
    /// success.
    byte[] legacy(byte[] status);
}
