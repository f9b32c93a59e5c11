package io.djong.apiserver.resource;

import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.client.ApiException;
import java.util.List;

/// A resource that is only asked, never stored: reviews, and bindings posted without a pod's path.
///
/// @param resource names and type
/// @param action what it does
/// @param checked whether questions are looked at before; otherwise the action does so
public record ActionResource<B extends KubeObject>(Resource<B> resource, Action<B> action, boolean checked) {
    /// A resource whose questions are checked by their kind's rules.
    public ActionResource(Resource<B> resource, Action<B> action) {
        this(resource, action, true);
    }

    /// What the resource does.
    public interface Action<B extends KubeObject> {
        /// The answer to a valid question; the question with its status filled in, for most.
        ApiObject perform(B question, OperationContext context) throws ApiException, InterruptedException;
    }

    /// Asks.
    ///
    /// @param question decoded and defaulted
    /// @throws ApiException 422 for a question that breaks the rules
    public ApiObject create(B question, OperationContext context) throws ApiException, InterruptedException {
        var errors = checked ? Validation.create(question) : List.<FieldError>of();
        if (!errors.isEmpty()) { // upstream names neither kind nor name here
            throw Failures.invalid(resource.group(), "", "", errors);
        }
        return action.perform(question, context);
    }
}
