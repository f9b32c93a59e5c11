package io.djong.apiserver.resource;

import io.djong.api.selector.FieldSelector;
import io.djong.api.selector.Selector;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to list, watch or delete together, parsed and checked: upstream's `ListOptions` with the namespace.
///
/// @param namespace "" for all namespaces and for cluster-scoped resources
/// @param resourceVersion "" when none was given
/// @param resourceVersionMatch "", `NotOlderThan` or `Exact`
/// @param limit items of a page; 0 for all
/// @param continueToken "" for the first page
/// @param timeoutSeconds how long a watch stays open; null leaves it to the server
/// @param bookmarks whether a watch may send bookmarks
/// @param sendInitialEvents null when not given
public record ListRequest(
        String namespace,
        Selector labels,
        FieldSelector fields,
        String resourceVersion,
        String resourceVersionMatch,
        long limit,
        String continueToken,
        @Nullable Long timeoutSeconds,
        boolean bookmarks,
        @Nullable Boolean sendInitialEvents) {
    private static final FieldPath MATCH = FieldPath.of("resourceVersionMatch");

    /// Upstream's names of the two ways to match a resource version.
    public static final String NOT_OLDER_THAN = "NotOlderThan";

    /// See [#NOT_OLDER_THAN].
    public static final String EXACT = "Exact";

    /// Whether every object is wanted.
    public boolean selectsEverything() {
        return labels.isEmpty() && fields.isEmpty();
    }

    /// With other field selectors.
    public ListRequest withFields(FieldSelector other) {
        return new ListRequest(
                namespace,
                labels,
                other,
                resourceVersion,
                resourceVersionMatch,
                limit,
                continueToken,
                timeoutSeconds,
                bookmarks,
                sendInitialEvents);
    }

    /// A watch from any or the latest state begins with that state, as a streaming list does.
    public ListRequest withInitialEventsByDefault() {
        boolean somewhere = !resourceVersion.isEmpty() && !resourceVersion.equals("0");
        if (sendInitialEvents != null || !resourceVersionMatch.isEmpty() || somewhere) {
            return this;
        }
        return new ListRequest(
                namespace,
                labels,
                fields,
                resourceVersion,
                NOT_OLDER_THAN,
                limit,
                continueToken,
                timeoutSeconds,
                bookmarks,
                true);
    }

    /// How many items a page may have; 0 for all. Any state that is there is given whole.
    public long pageLimit() {
        return resourceVersion.equals("0") ? 0 : limit;
    }

    /// The rules for lists.
    ///
    /// @throws ApiException 422 for options that contradict each other
    public void checkList() throws ApiException {
        var errors = new FieldErrors();
        var match = resourceVersionMatch;
        if (!match.isEmpty()) {
            if (resourceVersion.isEmpty()) {
                matchForbidden(errors, "resourceVersionMatch is forbidden unless resourceVersion is provided");
            }
            if (!continueToken.isEmpty()) {
                matchForbidden(errors, "resourceVersionMatch is forbidden when continue is provided");
            }
            if (!match.equals(EXACT) && !match.equals(NOT_OLDER_THAN)) {
                errors.notSupported(MATCH, match, List.of(EXACT, NOT_OLDER_THAN, ""));
            }
            if (match.equals(EXACT) && resourceVersion.equals("0")) {
                matchForbidden(errors, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
            }
        }
        if (sendInitialEvents != null) {
            errors.forbidden(FieldPath.of("sendInitialEvents"), "sendInitialEvents is forbidden for list");
        }
        refuse(errors);
    }

    /// The rules for watches.
    ///
    /// @throws ApiException 422 for options that contradict each other
    public void checkWatch() throws ApiException {
        var errors = new FieldErrors();
        var match = resourceVersionMatch;
        if (sendInitialEvents != null && !match.equals(NOT_OLDER_THAN)) {
            matchForbidden(errors, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        }
        if (!match.isEmpty()) {
            if (sendInitialEvents == null) {
                matchForbidden(
                        errors, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
            }
            if (!match.equals(NOT_OLDER_THAN)) {
                errors.notSupported(MATCH, match, List.of(NOT_OLDER_THAN));
            }
            if (!continueToken.isEmpty()) {
                matchForbidden(errors, "resourceVersionMatch is forbidden when continue is provided");
            }
        }
        refuse(errors);
    }

    private static void matchForbidden(FieldErrors errors, String detail) {
        errors.forbidden(MATCH, detail);
    }

    private static void refuse(FieldErrors errors) throws ApiException {
        if (!errors.isEmpty()) {
            throw Failures.invalid("meta.k8s.io", "ListOptions", "", errors.list());
        }
    }
}
