package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.client.ApiException;

/// A resource that is only asked, never stored: reviews, and bindings posted without a pod's path.
///
/// @param resource names and type
/// @param action what it does
public record ActionResource<B extends KubeObject>(Resource<B> resource, Action<B> action) {
    /// What the resource does.
    public interface Action<B extends KubeObject> {
        /// The answer to a valid question; the question with its status filled in.
        B perform(B question, OperationContext context) throws ApiException, InterruptedException;
    }

    /// Asks.
    ///
    /// @param question decoded and defaulted
    /// @throws ApiException 422 for a question that breaks the rules
    public B create(B question, OperationContext context) throws ApiException, InterruptedException {
        var errors = Validation.create(question);
        if (!errors.isEmpty()) { // upstream names neither kind nor name here
            throw Failures.invalid(resource.group(), "", "", errors);
        }
        return action.perform(question, context);
    }
}
