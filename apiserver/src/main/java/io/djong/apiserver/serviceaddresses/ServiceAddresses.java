package io.djong.apiserver.serviceaddresses;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.networking.v1.IPAddress;
import io.djong.api.types.networking.v1.NetworkingV1;
import io.djong.api.types.networking.v1.ServiceCIDR;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.apiserver.core.ApiCore;
import io.djong.apiserver.registry.services.AddressBook;
import io.djong.apiserver.registry.services.Services;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.apiserver.resource.Subresource;
import io.djong.base.time.Timer;
import io.djong.client.ApiException;
import io.djong.client.WriteOptions;
import io.djong.client.events.ActionRecorder;
import io.djong.client.events.EventRecorder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Keeps the default range, and repairs what services and their addresses and ports disagree about. What goes wrong
/// is logged and tried again; the server serves meanwhile.
public final class ServiceAddresses {
    private static final System.Logger LOG = System.getLogger(ServiceAddresses.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration SECOND_LOOK = Duration.ofSeconds(1);
    private static final Duration PORT_PERIOD = Duration.ofMinutes(3);
    private static final String WARNING = "Warning";

    private final ApiCore core;
    private final Services services;
    private final AddressBook book;
    private final List<String> ranges;
    private final ActionRecorder addressEvents;
    private final ActionRecorder portEvents;
    private final ActionRecorder rangeEvents;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicBoolean stale = new AtomicBoolean(true);
    private final ResourceCache.Listener listener = () -> stale.set(true);
    private List<RepairStep> before = List.of();
    private boolean toldOfDifference;
    private boolean stopped;
    private @Nullable Timer timer;
    private @Nullable Timer portTimer;

    /// Who tells people what is wrong.
    ///
    /// @param addresses `ipallocator-repair-controller`
    /// @param ports `portallocator-repair-controller`
    /// @param range `kubernetes-service-cidr-controller`
    public record Recorders(ActionRecorder addresses, ActionRecorder ports, ActionRecorder range) {}

    /// @param ranges of cluster addresses that this server is told of
    public ServiceAddresses(
            ApiCore core, Services services, AddressBook book, List<String> ranges, Recorders recorders) {
        this.core = core;
        this.services = services;
        this.book = book;
        this.ranges = List.copyOf(ranges);
        this.addressEvents = recorders.addresses();
        this.portEvents = recorders.ports();
        this.rangeEvents = recorders.range();
    }

    /// Makes the default range and puts everything right; before anything is served, and while nobody else is at
    /// work in this server.
    public void prepare() throws ApiException, InterruptedException {
        turn.lock();
        try {
            core.kind(NetworkingV1.SERVICE_CIDRS).objects().awaitCurrent();
            range();
            ports();
            for (var step : look()) {
                perform(step);
            }
        } finally {
            turn.unlock();
        }
    }

    /// Goes on looking.
    public void start() {
        cache(CoreV1.SERVICES).add(listener);
        cache(NetworkingV1.IP_ADDRESSES).add(listener);
        cache(NetworkingV1.SERVICE_CIDRS).add(listener);
        timer = core.environment().timers().every(PERIOD, () -> quietly(this::round));
        portTimer = core.environment().timers().every(PORT_PERIOD, () -> quietly(this::ports));
    }

    /// Stops looking; returns when a look that was under way has ended.
    public void stop() throws InterruptedException {
        if (timer != null) {
            timer.cancel();
        }
        if (portTimer != null) {
            portTimer.cancel();
        }
        cache(CoreV1.SERVICES).remove(listener);
        cache(NetworkingV1.IP_ADDRESSES).remove(listener);
        cache(NetworkingV1.SERVICE_CIDRS).remove(listener);
        turn.lockInterruptibly();
        try {
            stopped = true;
        } finally {
            turn.unlock();
        }
    }

    private interface Work {
        void run() throws ApiException, InterruptedException;
    }

    private void quietly(Work work) {
        try {
            turn.lockInterruptibly();
            try {
                if (!stopped) {
                    work.run();
                }
            } finally {
                turn.unlock();
            }
        } catch (ApiException e) {
            stale.set(true);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "service addresses cannot be repaired, tried again: {0}",
                    e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Does what this look and the one before agree on. What is not done yet is looked at again soon.
    private void round() throws ApiException, InterruptedException {
        range();
        if (!stale.getAndSet(false) && before.isEmpty()) {
            return;
        }
        var found = look();
        var told = before;
        for (var step : found) {
            boolean confirmed = told.contains(step);
            if (confirmed && !(step instanceof RepairStep.Tell)) {
                perform(step);
            } else if (!confirmed && step instanceof RepairStep.Tell) {
                perform(step);
            }
        }
        before = found;
        if (found.stream().anyMatch(step -> !(step instanceof RepairStep.Tell) && !told.contains(step))) {
            core.environment().timers().once(SECOND_LOOK, () -> quietly(this::round));
        }
    }

    private List<RepairStep> look() throws ApiException, InterruptedException {
        core.kind(CoreV1.SERVICES).objects().awaitCurrent();
        var found = new LinkedHashMap<ObjectKey, Service>();
        cache(CoreV1.SERVICES).snapshot().entries().forEach((key, entry) -> {
            var meta = entry.object().metadata();
            found.put(new ObjectKey(meta.namespace(), meta.name()), entry.object());
        });
        var addresses = new LinkedHashMap<String, IPAddress>();
        cache(NetworkingV1.IP_ADDRESSES)
                .snapshot()
                .entries()
                .forEach((key, entry) -> addresses.put(key, entry.object()));
        var view = new AddressRepairPlan.View(found, addresses, book.ranges());
        var plan = AddressRepairPlan.plan(view, core.environment().clock().instant());
        if (plan.unfinished()) {
            stale.set(true);
        }
        return plan.steps();
    }

    private <T extends KubeObject> ResourceCache<T> cache(Resource<T> resource) {
        return core.kind(resource).objects().cache();
    }

    private void perform(RepairStep step) throws ApiException, InterruptedException {
        var notice = step.notice();
        if (notice != null) {
            LOG.log(System.Logger.Level.WARNING, notice.note());
            tell(addressEvents, notice.regarding(), notice.reason(), notice.action(), notice.note());
        }
        switch (step) {
            case RepairStep.Tell tell -> {}
            case RepairStep.Create create -> create(create.wanted());
            case RepairStep.Recreate recreate -> {
                delete(recreate.wanted());
                create(recreate.wanted());
            }
            case RepairStep.Remove remove -> delete(remove.object());
        }
    }

    private void create(IPAddress wanted) throws ApiException, InterruptedException {
        try {
            addresses().create(wanted, context());
        } catch (ApiException e) {
            if (!e.isAlreadyExists()) {
                throw e;
            }
        }
    }

    private void delete(IPAddress object) throws ApiException, InterruptedException {
        try {
            addresses().delete(new ObjectKey("", object.metadata().name()), DeleteOptions.EMPTY, context());
        } catch (ApiException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    private void ports() throws ApiException, InterruptedException {
        for (var complaint : services.repairPorts(cache(CoreV1.SERVICES))) {
            tell(portEvents, complaint.service(), complaint.reason(), "PortAllocation", complaint.note());
        }
    }

    private void range() throws ApiException, InterruptedException {
        var objects = core.kind(NetworkingV1.SERVICE_CIDRS).objects();
        var entry = objects.cache().get(DefaultRangePlan.NAME);
        try {
            var current = entry == null ? objects.create(DefaultRangePlan.fresh(ranges), context()) : entry.object();
            var widened = DefaultRangePlan.widened(current, ranges);
            if (widened != null) {
                current = objects.update(key(current), objects.main(), new Replacement<>(widened), context())
                        .view();
            }
            var ready = DefaultRangePlan.ready(
                    current, ranges, core.environment().clock().instant());
            if (ready != null) {
                objects.update(key(current), status(objects), new Replacement<>(ready), context());
            }
            if (!toldOfDifference && DefaultRangePlan.differs(current, ranges)) {
                toldOfDifference = true;
                tell(
                        rangeEvents,
                        current,
                        "KubernetesDefaultServiceCIDRInconsistent",
                        "ServiceCIDRCheck",
                        "The default ServiceCIDR " + current.spec().cidrs()
                                + " does not match the controller flag configurations " + ranges);
            }
        } catch (ApiException e) {
            if (!e.isAlreadyExists() && !e.isConflict()) {
                throw e;
            }
        }
    }

    @SuppressWarnings("unchecked") // the status of a kind has the kind's own type
    private static Subresource.View<ServiceCIDR, ServiceCIDR> status(ObjectStore<ServiceCIDR> objects) {
        return (Subresource.View<ServiceCIDR, ServiceCIDR>)
                objects.declaration().subresources().getFirst();
    }

    private static ObjectKey key(KubeObject object) {
        return new ObjectKey("", object.metadata().name());
    }

    private static void tell(ActionRecorder events, KubeObject regarding, String reason, String action, String note) {
        events.record(EventRecorder.referenceTo(regarding), null, WARNING, reason, action, note);
    }

    private ObjectStore<IPAddress> addresses() {
        return core.kind(NetworkingV1.IP_ADDRESSES).objects();
    }

    private OperationContext context() {
        return core.context(User.SERVER, WriteOptions.NONE);
    }

    /// Taken as it is; a conflict is met in the next round.
    private record Replacement<T extends KubeObject>(T object) implements ObjectStore.Change<T> {
        @Override
        public T apply(@Nullable T current) {
            return object;
        }

        @Override
        public boolean retriable() {
            return false;
        }
    }
}
