package io.djong.apiserver.loopback;

import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.KubeList;
import io.djong.api.meta.KubeObject;
import io.djong.api.selector.FieldSelector;
import io.djong.api.selector.Selector;
import io.djong.api.selector.SelectorException;
import io.djong.api.types.meta.v1.ListMeta;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.core.ApiCore;
import io.djong.apiserver.core.ServedKind;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.resource.EntryFilter;
import io.djong.apiserver.resource.ListRequest;
import io.djong.apiserver.resource.ResourceVersions;
import io.djong.apiserver.watch.EventCursor;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.WatchStream;

/// Lists and watches that hand out the very objects which the cache holds.
final class Reading<T extends KubeObject> {
    private final ApiCore core;
    private final ServedKind<T> kind;
    private final GroupVersion version;

    /// @param version that is asked, which may have other names for fields
    Reading(ApiCore core, ServedKind<T> kind, GroupVersion version) {
        this.core = core;
        this.kind = kind;
        this.version = version;
    }

    KubeList<T> list(ListQuery query) throws ApiException, InterruptedException {
        var request = request(query);
        request.checkList();
        var page = kind.listing().list(request);
        var meta = ListMeta.EMPTY
                .withResourceVersion(Long.toUnsignedString(page.revision()))
                .withContinue_(page.continueToken())
                .withRemainingItemCount(page.remaining());
        var items = page.entries().stream().map(CacheEntry::object).toList();
        return new ItemList<>(meta, items, kind.declaration().resource().type());
    }

    WatchStream<T> watch(ListQuery query) throws ApiException, InterruptedException {
        var request = request(query);
        request.checkWatch();
        var cache = kind.objects().cache();
        var filter = new EntryFilter<>(kind.declaration(), request);
        var revision = ResourceVersions.parseForUpdate(request.resourceVersion());
        if (request.resourceVersion().isEmpty()) {
            kind.objects().awaitCurrent();
        }
        var initial = request.sendInitialEvents() != null ? request.sendInitialEvents() : revision == 0;
        if (revision > 0 && initial) {
            kind.listing().awaitRevision(revision);
        }
        var cursor = initial ? EventCursor.fromState(cache, filter) : EventCursor.after(cache, filter, revision);
        if (cursor == null) {
            throw Failures.expired("too old resource version: " + request.resourceVersion() + " ("
                    + cache.oldestResumableRevision() + ")");
        }
        return new LoopbackWatch<>(cache, core.space(), cursor, request.bookmarks() && initial);
    }

    private ListRequest request(ListQuery query) throws ApiException {
        try {
            var labels =
                    query.labelSelector().isEmpty() ? Selector.everything() : Selector.parse(query.labelSelector());
            var fields = query.fieldSelector().isEmpty()
                    ? FieldSelector.EVERYTHING
                    : FieldSelector.parse(query.fieldSelector());
            return new ListRequest(
                    query.namespace(),
                    labels,
                    kind.declaration().fields().known(fields, kind.declaration().resource(), version),
                    query.resourceVersion(),
                    query.resourceVersionMatch(),
                    query.limit(),
                    query.continueToken(),
                    null,
                    query.allowBookmarks(),
                    query.sendInitialEvents() ? Boolean.TRUE : null);
        } catch (SelectorException e) {
            throw Failures.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
