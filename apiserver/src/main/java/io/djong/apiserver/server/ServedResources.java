package io.djong.apiserver.server;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.cache.FormCache;
import io.djong.apiserver.content.Renderers;
import io.djong.apiserver.content.Version;
import io.djong.apiserver.core.ApiCore;
import io.djong.apiserver.core.ServedKind;
import io.djong.apiserver.discovery.ServedApis;
import io.djong.apiserver.resource.AlternateVersion;
import io.djong.apiserver.resource.Subresource;
import io.djong.apiserver.verbs.Connector;
import io.djong.apiserver.verbs.ServedAction;
import io.djong.apiserver.verbs.ServedResource;
import io.djong.apiserver.verbs.ServedVersion;
import io.djong.apiserver.verbs.WatchVerb;
import io.djong.apiserver.watch.EventCounts;
import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Everything that the core serves, in each of its versions, ready for HTTP and for discovery.
final class ServedResources {
    /// How many bytes of JSON forms the cache entries keep together.
    private static final long FORMS_LIMIT_BYTES = 64L << 20;

    private final ApiCore core;
    private final Connector connector;
    private final FormCache forms = new FormCache(FORMS_LIMIT_BYTES);
    private final Duration watchTimeoutMin;
    private final Family<Counter> watchEvents;
    private final Family<Histogram> watchEventSizes;
    private final Family<Counter> cutOff;
    private final List<ServedResource> resources = new ArrayList<>();
    private final List<ServedApis.Served> discovered = new ArrayList<>();

    /// @param watchTimeoutMin a watch that names no limit ends after this and up to as long again
    ServedResources(ApiCore core, Connector connector, Duration watchTimeoutMin, MetricRegistry metrics) {
        this.core = core;
        this.watchTimeoutMin = watchTimeoutMin;
        this.watchEvents = metrics.counter(
                "apiserver_watch_events_total", "[ALPHA] Events sent to watchers.", "group", "resource", "version");
        this.watchEventSizes = metrics.histogram(
                "apiserver_watch_events_sizes",
                "[ALPHA] Bytes of events sent to watchers.",
                Buckets.exponential(1_024, 2, 8),
                "group",
                "resource",
                "version");
        this.cutOff = metrics.counter(
                "apiserver_terminated_watchers_total", "Watchers cut off for not keeping up.", "group", "resource");
        this.connector = connector;
        core.kinds().forEach(this::add);
        for (var action : core.actions()) {
            resources.add(new ServedAction<>(action));
            discovered.add(ServedApis.Served.of(action.resource(), Set.of(), false, action.resource()));
        }
    }

    /// And one that is neither stored nor only asked.
    void add(ServedResource other) {
        resources.add(other);
        discovered.add(ServedApis.Served.of(other.resource(), Set.of(), false, other.resource()));
    }

    List<ServedResource> resources() {
        return List.copyOf(resources);
    }

    ServedApis apis() {
        return new ServedApis(discovered);
    }

    private <H extends KubeObject> void add(ServedKind<H> kind) {
        add(kind, Version.hub(kind.declaration().resource()));
        kind.declaration().alternates().forEach(alternate -> add(kind, version(alternate)));
    }

    private static <H extends KubeObject, V extends KubeObject> Version<H, V> version(
            AlternateVersion<H, V> alternate) {
        return new Version<>(alternate.resource(), alternate.fromHub(), alternate.toHub(), false);
    }

    private <H extends KubeObject, V extends KubeObject> void add(ServedKind<H> kind, Version<H, V> version) {
        var resource = version.resource();
        if (!core.serves(resource)) {
            return;
        }
        var watching = new WatchVerb<>(
                kind.objects(),
                kind.listing(),
                kind.pump(),
                core.environment(),
                watchTimeoutMin,
                new EventCounts(
                        watchEvents.with(resource.group(), resource.plural(), resource.version()),
                        watchEventSizes.with(resource.group(), resource.plural(), resource.version()),
                        cutOff.with(resource.group(), resource.plural())));
        var renderers = new Renderers<>(
                kind.declaration(), version, forms, core.environment().clock());
        resources.add(new ServedVersion<>(
                kind.objects(), kind.listing(), version, renderers, watching, connector, core.authorizer()));
        var names = kind.declaration().subresources().stream()
                .map(Subresource::name)
                .collect(Collectors.toSet());
        discovered.add(
                ServedApis.Served.of(resource, names, true, kind.declaration().resource()));
    }
}
