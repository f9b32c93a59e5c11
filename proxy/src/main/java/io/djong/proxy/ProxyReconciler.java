package io.djong.proxy;

import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Environment;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import io.djong.proxy.health.NodePortHealth;
import io.djong.proxy.health.ProxyHealth;
import io.djong.proxy.plan.ServiceRules;
import io.djong.proxy.plan.ServiceRulesPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Brings the kernel's rules to what services and slices say. One key for all: whatever was marked since the last
/// run becomes one transaction, however many services changed together.
final class ProxyReconciler implements Reconciler<ProxyReconciler.Sync> {
    /// The only key.
    enum Sync {
        SYNC
    }

    /// The index of slices by `namespace/service`.
    static final String BY_SERVICE = "service";

    private static final Log LOG = Log.of(ProxyReconciler.class);

    private final Environment environment;
    private final ProxyConfig config;
    private final ProxyView view;
    private final DirtyServices dirty;
    private final List<FamilyProxy> families;
    private final ProxyHealth health;
    private final NodePortHealth nodePortHealth;
    private final ProxyMetrics metrics;
    private final AtomicBoolean verify = new AtomicBoolean();
    private long lastSyncNanos = Long.MIN_VALUE;

    /// What is read.
    ///
    /// @param machine the addresses of this machine's devices
    record ProxyView(
            Lister<Service> services,
            Lister<EndpointSlice> slices,
            Lister<Node> nodes,
            Supplier<Collection<IpAddress>> machine) {}

    ProxyReconciler(
            Environment environment,
            ProxyConfig config,
            ProxyView view,
            DirtyServices dirty,
            List<FamilyProxy> families,
            ProxyHealth health,
            NodePortHealth nodePortHealth,
            ProxyMetrics metrics) {
        this.environment = environment;
        this.config = config;
        this.view = view;
        this.dirty = dirty;
        this.families = families;
        this.health = health;
        this.nodePortHealth = nodePortHealth;
        this.metrics = metrics;
    }

    /// The next run compares the kernel's rules with what they should be.
    void verifyNext() {
        verify.set(true);
    }

    @Override
    public Next reconcile(Sync key) throws InterruptedException {
        long now = environment.ticker().nanos();
        if (lastSyncNanos != Long.MIN_VALUE) {
            Duration since = Duration.ofNanos(now - lastSyncNanos);
            if (since.compareTo(config.minSyncPeriod()) < 0) {
                return Next.after(config.minSyncPeriod().minus(since));
            }
        }
        lastSyncNanos = now;
        boolean compare = verify.getAndSet(false);
        DirtyServices.Marked marked = dirty.take();
        Next next = Next.onChange();
        for (FamilyProxy family : families) {
            try {
                sync(family, marked, compare);
            } catch (ProxyException e) {
                LOG.error("Rules for services could not be synced", e, LogKey.TYPE.is(name(family)));
                metrics.syncFailures.with(name(family)).inc();
                dirty.again(marked.keys());
                next = Next.retry(String.valueOf(e.getMessage()));
            }
        }
        nodePortHealth.update(healthChecks());
        return next;
    }

    private static String name(FamilyProxy family) {
        return ProxyMetrics.family(family.ipv6());
    }

    private void sync(FamilyProxy family, DirtyServices.Marked marked, boolean compare)
            throws ProxyException, InterruptedException {
        long from = environment.ticker().nanos();
        FamilyProxy.Outcome outcome = environment.threads().cpu(() -> {
            NodeFacts facts = NodeFacts.of(
                    config,
                    view.nodes().get("", config.nodeName()),
                    view.machine().get(),
                    family.ipv6());
            boolean all = family.facts(config, facts);
            FamilyProxy.Outcome done = family.update(plan(family, all ? everything(family) : marked.keys()));
            if (compare) {
                family.proxier().verify();
            }
            return done;
        });
        long tookNanos = environment.ticker().nanos() - from;
        observe(family, marked, outcome, tookNanos);
        if (!outcome.udp().isEmpty()) {
            long began = environment.ticker().nanos();
            int gone = environment.threads().cpu(() -> family.forgetStale(outcome.udp()));
            metrics.conntrackSync
                    .with(name(family))
                    .observeNanos(environment.ticker().nanos() - began);
            metrics.conntrackDeleted.with(name(family)).add(gone);
        }
        health.updated(name(family));
        if (outcome.rules().elements() > 0) {
            LOG.debug(
                    "Rules for services synced",
                    LogKey.COUNT.is(outcome.rules().elements()),
                    LogKey.DURATION.is(Duration.ofNanos(tookNanos)));
        }
    }

    /// Every service that is there or was there.
    private SortedSet<ObjectKey> everything(FamilyProxy family) {
        SortedSet<ObjectKey> keys = new TreeSet<>();
        view.services().all().forEach(service -> keys.add(ObjectKey.of(service)));
        family.proxier().services().forEach(rules -> keys.add(rules.service()));
        return keys;
    }

    private List<ServiceRules> plan(FamilyProxy family, SortedSet<ObjectKey> keys) {
        List<ServiceRules> rules = new ArrayList<>(keys.size());
        for (ObjectKey key : keys) {
            rules.add(ServiceRulesPlan.plan(
                    key,
                    view.services().get(key),
                    view.slices().byIndex(BY_SERVICE, key.toString()),
                    family.facts().node(),
                    !family.ipv6()));
        }
        return rules;
    }

    private void observe(FamilyProxy family, DirtyServices.Marked marked, FamilyProxy.Outcome outcome, long tookNanos) {
        String name = name(family);
        metrics.sync.with(name).observeNanos(tookNanos);
        (outcome.rules().full() ? metrics.fullSync : metrics.partialSync)
                .with(name)
                .observeNanos(tookNanos);
        Instant now = environment.clock().instant();
        metrics.lastSync.with(name).set(now.toEpochMilli() / 1000.0);
        metrics.endpointChangesPending.with(name).set(dirty.pendingEndpointChanges());
        metrics.serviceChangesPending.with(name).set(dirty.pendingServiceChanges());
        for (Instant trigger : marked.triggers()) {
            metrics.networkProgramming
                    .with(name)
                    .observe(Duration.between(trigger, now).toMillis() / 1000.0);
        }
        long internal = family.proxier().services().stream()
                .filter(ServiceRules::lacksInternal)
                .count();
        long external = family.proxier().services().stream()
                .filter(ServiceRules::lacksExternal)
                .count();
        metrics.noLocalEndpoints.with(name, "internal").set((double) internal);
        metrics.noLocalEndpoints.with(name, "external").set((double) external);
    }

    private Map<ObjectKey, NodePortHealth.Wanted> healthChecks() {
        Map<ObjectKey, NodePortHealth.Wanted> wanted = new TreeMap<>();
        for (FamilyProxy family : families) {
            for (ServiceRules rules : family.proxier().services()) {
                if (rules.healthCheckNodePort() != 0) {
                    wanted.merge(
                            rules.service(),
                            new NodePortHealth.Wanted(rules.healthCheckNodePort(), rules.localEndpoints()),
                            (a, b) -> new NodePortHealth.Wanted(
                                    a.port(), Math.max(a.localEndpoints(), b.localEndpoints())));
                }
            }
        }
        return wanted;
    }
}
