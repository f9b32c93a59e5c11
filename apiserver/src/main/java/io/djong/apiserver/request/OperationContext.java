package io.djong.apiserver.request;

import io.djong.apiserver.authentication.User;
import io.djong.client.WriteOptions;
import java.time.Instant;
import java.util.List;

/// Who performs an operation, how, and when.
///
/// @param user the caller
/// @param options dry run, field manager, field validation
/// @param now the instant that timestamps of this operation carry; whole seconds where they are stored
/// @param warnings sentences for the caller, sent as `Warning` headers; anything on the way may add to it
/// @param requestId "" when the request has none
/// @param group the API group that was asked; "" for the core group, and for calls in the process
public record OperationContext(
        User user, WriteOptions options, Instant now, Warnings warnings, String requestId, String group) {
    /// Whether nothing is to be stored.
    public boolean dryRun() {
        return options.dryRun();
    }

    /// Adds sentences for the caller.
    public void warn(List<String> sentences) {
        sentences.forEach(warnings::add);
    }
}
