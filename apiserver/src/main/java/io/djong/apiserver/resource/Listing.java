package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.meta.v1.StatusCause;
import io.djong.api.types.meta.v1.StatusDetails;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import io.djong.store.KeyRange;
import io.djong.store.Store;
import io.djong.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Lists: which state is read, and which part of it.
///
/// @param <T> the hub type
public final class Listing<T extends KubeObject> {
    private static final Duration FUTURE_LIMIT = Duration.ofSeconds(3);

    private final ObjectStore<T> objects;
    private final Store store;

    /// @param store for states that the cache no longer has
    public Listing(ObjectStore<T> objects, Store store) {
        this.objects = objects;
        this.store = store;
    }

    /// Reads a page.
    ///
    /// @param request whose options were checked
    public Page<T> list(ListRequest request) throws ApiException, InterruptedException {
        var filter = new EntryFilter<>(objects.declaration(), request);
        if (!request.continueToken().isEmpty()) {
            var token = ContinueToken.decode(request.continueToken());
            if (!request.resourceVersion().isEmpty()
                    && !request.resourceVersion().equals("0")) {
                throw Failures.badRequest("specifying resource version is not allowed when using continue");
            }
            return next(request, filter, token);
        }
        return page(view(request, filter), request, filter, "");
    }

    private Page<T> next(ListRequest request, EntryFilter<T> filter, ContinueToken token)
            throws ApiException, InterruptedException {
        if (token.revision() < 0) {
            objects.awaitCurrent();
            return page(current(filter), request, filter, token.startKey());
        }
        awaitRevision(token.revision());
        try {
            return page(at(token.revision()), request, filter, token.startKey());
        } catch (StoreException.Compacted e) {
            throw expired(token);
        } catch (StoreException e) {
            throw Persistence.failed(e);
        }
    }

    private ResourceCache.Snapshot<T> view(ListRequest request, EntryFilter<T> filter)
            throws ApiException, InterruptedException {
        var text = request.resourceVersion();
        if (text.isEmpty()) {
            objects.awaitCurrent();
            return current(filter);
        }
        var problem = ResourceVersions.problem(text);
        if (problem != null) {
            throw Failures.badRequest("invalid resource version: " + ResourceVersions.shown(text, problem));
        }
        var wanted = Long.parseUnsignedLong(text);
        if (wanted == 0) {
            return current(filter);
        }
        var exact = request.resourceVersionMatch().equals(ListRequest.EXACT)
                || (request.resourceVersionMatch().isEmpty() && request.limit() > 0);
        awaitRevision(wanted);
        if (!exact) {
            return current(filter);
        }
        try {
            return at(wanted);
        } catch (StoreException.Compacted e) {
            throw Failures.expired("The resourceVersion for the provided list is too old.");
        } catch (StoreException e) {
            throw Persistence.failed(e);
        }
    }

    /// Waits for a revision from the future; what never comes is 504.
    public void awaitRevision(long wanted) throws ApiException, InterruptedException {
        var space = objects.space();
        if (wanted < 0 || !space.await(wanted, FUTURE_LIMIT)) {
            var details = StatusDetails.EMPTY
                    .withCauses(List.of(new StatusCause("ResourceVersionTooLarge", "Too large resource version", "")))
                    .withRetryAfterSeconds(1);
            throw Failures.refused(
                    504,
                    "Timeout",
                    "Timeout: Too large resource version: " + Long.toUnsignedString(wanted) + ", current: "
                            + space.publishedRevision(),
                    details);
        }
    }

    private ResourceCache.Snapshot<T> current(EntryFilter<T> filter) {
        var published = objects.space().publishedRevision();
        var cache = objects.cache();
        var snapshot = filter.onlyValue() == null ? cache.snapshot() : cache.indexedSnapshot();
        return new ResourceCache.Snapshot<>(
                snapshot.entries(), Math.max(published, snapshot.revision()), snapshot.index());
    }

    /// The state at exactly this revision: the cache's if nothing has changed since, else the store's past.
    private ResourceCache.Snapshot<T> at(long revision) throws StoreException, InterruptedException {
        var snapshot = objects.cache().snapshotAt(revision);
        if (snapshot != null) {
            return new ResourceCache.Snapshot<>(snapshot.entries(), revision);
        }
        var past = store.range(KeyRange.prefix(objects.cache().prefix()), revision, 0);
        return new ResourceCache.Snapshot<>(objects.cache().past(past.entries()), revision);
    }

    /// That more follow is said without looking whether the selectors match any of them, as upstream does.
    private Page<T> page(ResourceCache.Snapshot<T> view, ListRequest request, EntryFilter<T> filter, String startKey) {
        var entries = new ArrayList<CacheEntry<T>>();
        var limit = request.pageLimit();
        var cursor = filter.candidates(view, filter.firstKey() + startKey);
        while (cursor.next()) {
            var entry = cursor.value();
            if (!filter.matches(entry)) {
                continue;
            }
            entries.add(entry);
            if (entries.size() == limit && cursor.next()) {
                objects.cache().keepForPaging(view.entries(), view.revision());
                var last = entry.key().substring(filter.firstKey().length());
                var token = new ContinueToken(view.revision(), last + '\0');
                var remaining = request.selectsEverything() ? remaining(view, filter, cursor.key()) : null;
                return new Page<>(entries, view.revision(), token.encode(), remaining);
            }
        }
        return new Page<>(entries, view.revision(), "", null);
    }

    private Long remaining(ResourceCache.Snapshot<T> view, EntryFilter<T> filter, String nextKey) {
        return (long) view.entries().count(nextKey, filter.endKey());
    }

    /// 410 with a token by which the client may go on with whatever is current.
    private ApiException expired(ContinueToken token) {
        var inconsistent = new ContinueToken(-1, token.startKey()).encode();
        var message =
                "The provided continue parameter is too old to display a consistent list result. You can start a new"
                        + " list without the continue parameter, or use the continue token in this response to retrieve the"
                        + " remainder of the results. Continuing with the provided token results in an inconsistent list - objects"
                        + " that were created, modified, or deleted between the time the first chunk was returned and now may show"
                        + " up in the list.";
        return Failures.expiredWithToken(message, inconsistent);
    }
}
