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
/// @param warnings sentences for the caller, sent as `Warning` headers; anything on the way may add to
///     it
/// @param requestId "" when the request has none
/// @param group the API group that was asked; "" for the core group, and for calls in the process
/// @param apiVersion the version that was asked, such as `apps/v1`; "" for the stored one
/// @param sent what is known of the form of the object that is written
/// @param verb that was authorised, such as `patch`; "" for calls in the process
public record OperationContext(
        User user,
        WriteOptions options,
        Instant now,
        Warnings warnings,
        String requestId,
        String group,
        String apiVersion,
        SentForm sent,
        String verb) {
    /// Whether nothing is to be stored.
    public boolean dryRun() {
        return options.dryRun();
    }

    /// The context of the same caller with other options.
    public OperationContext withOptions(WriteOptions value) {
        return new OperationContext(user, value, now, warnings, requestId, group, apiVersion, sent, verb);
    }

    /// The context of a call in another version.
    public OperationContext withApiVersion(String value) {
        return new OperationContext(user, options, now, warnings, requestId, group, value, sent, verb);
    }

    /// Adds sentences for the caller.
    public void warn(List<String> sentences) {
        sentences.forEach(warnings::add);
    }
}
