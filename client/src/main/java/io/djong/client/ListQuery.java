package io.djong.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What to list, watch or delete together: the query parameters of upstream's `ListOptions`, with the
/// namespace.
///
/// @param namespace "" for all namespaces and for cluster-scoped resources
/// @param labelSelector upstream's text form, "" for everything
/// @param fieldSelector upstream's text form, "" for everything
/// @param resourceVersion list: "" for the most recent, "0" for whatever a cache has; watch: where to start,
///     exclusive
/// @param resourceVersionMatch "", `NotOlderThan` or `Exact`
/// @param limit items of one page, 0 for all in one
/// @param continueToken from the page before, or ""
/// @param timeout how long the server keeps a watch open (whole seconds on the wire); null leaves it to the
///     server. A client in the same process does not end watches for it
/// @param allowBookmarks whether a watch may deliver [WatchEvent.Bookmark]s
/// @param sendInitialEvents a streaming list: the watch begins with an Added for each object, then a bookmark.
///     Needs `allowBookmarks` and `resourceVersionMatch=NotOlderThan`
public record ListQuery(
        String namespace,
        String labelSelector,
        String fieldSelector,
        String resourceVersion,
        String resourceVersionMatch,
        long limit,
        String continueToken,
        @Nullable Duration timeout,
        boolean allowBookmarks,
        boolean sendInitialEvents) {

    /// Everything of the resource, most recent, in one page.
    public static final ListQuery ALL = new ListQuery("", "", "", "", "", 0, "", null, false, false);

    /// Everything in one namespace.
    public static ListQuery in(String namespace) {
        return ALL.withNamespace(namespace);
    }

    /// The query in another namespace.
    public ListQuery withNamespace(String value) {
        return new ListQuery(
                value,
                labelSelector,
                fieldSelector,
                resourceVersion,
                resourceVersionMatch,
                limit,
                continueToken,
                timeout,
                allowBookmarks,
                sendInitialEvents);
    }

    /// The query with another label selector.
    public ListQuery withLabelSelector(String value) {
        return new ListQuery(
                namespace,
                value,
                fieldSelector,
                resourceVersion,
                resourceVersionMatch,
                limit,
                continueToken,
                timeout,
                allowBookmarks,
                sendInitialEvents);
    }

    /// The query with another field selector.
    public ListQuery withFieldSelector(String value) {
        return new ListQuery(
                namespace,
                labelSelector,
                value,
                resourceVersion,
                resourceVersionMatch,
                limit,
                continueToken,
                timeout,
                allowBookmarks,
                sendInitialEvents);
    }

    /// The query at another resource version.
    public ListQuery withResourceVersion(String value) {
        return withResourceVersion(value, resourceVersionMatch);
    }

    /// The query at another resource version, matched in this way.
    public ListQuery withResourceVersion(String value, String match) {
        return new ListQuery(
                namespace,
                labelSelector,
                fieldSelector,
                value,
                match,
                limit,
                continueToken,
                timeout,
                allowBookmarks,
                sendInitialEvents);
    }

    /// The query for one page of at most `newLimit` items, continuing where `token` was handed out ("" for the
    /// first).
    public ListQuery withPage(long newLimit, String token) {
        return new ListQuery(
                namespace,
                labelSelector,
                fieldSelector,
                resourceVersion,
                resourceVersionMatch,
                newLimit,
                token,
                timeout,
                allowBookmarks,
                sendInitialEvents);
    }

    /// The query with another time limit for a watch.
    public ListQuery withTimeout(@Nullable Duration value) {
        return new ListQuery(
                namespace,
                labelSelector,
                fieldSelector,
                resourceVersion,
                resourceVersionMatch,
                limit,
                continueToken,
                value,
                allowBookmarks,
                sendInitialEvents);
    }

    /// The query with bookmarks in a watch.
    public ListQuery withBookmarks() {
        return new ListQuery(
                namespace,
                labelSelector,
                fieldSelector,
                resourceVersion,
                resourceVersionMatch,
                limit,
                continueToken,
                timeout,
                true,
                sendInitialEvents);
    }

    /// The query as a streaming list: a watch that begins with what exists, no older than the query's resource
    /// version.
    public ListQuery asStreamingList() {
        return new ListQuery(
                namespace, labelSelector, fieldSelector, resourceVersion, "NotOlderThan", 0, "", timeout, true, true);
    }
}
