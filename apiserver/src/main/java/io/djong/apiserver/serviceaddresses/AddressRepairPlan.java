package io.djong.apiserver.serviceaddresses;

import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import io.djong.api.services.AddressObjects;
import io.djong.api.services.ServiceRanges;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.networking.v1.IPAddress;
import io.djong.api.types.networking.v1.ParentReference;
import io.djong.apiserver.serviceaddresses.RepairStep.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Decides how services and the objects that hold their addresses are brought into agreement. Pure.
final class AddressRepairPlan {
    /// An address is taken before its service is written; a request takes no longer than this.
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(60);

    private static final Duration ROLLBACK_LIMIT = Duration.ofSeconds(5);
    private static final String ALLOCATION = "ClusterIPAllocation";
    private static final String ADDRESS_ALLOCATION = "IPAddressAllocation";
    private static final String NOT_ALLOCATED = "ClusterIPNotAllocated";
    private static final String NONE = "None";

    private final View view;
    private final Instant now;
    private final List<RepairStep> steps = new ArrayList<>(0);
    private boolean unfinished;

    /// What was found at about one moment.
    ///
    /// @param services by namespace and name
    /// @param addresses by name
    record View(Map<ObjectKey, Service> services, Map<String, IPAddress> addresses, ServiceRanges ranges) {}

    /// @param steps those of services first
    /// @param unfinished whether there is something that time alone will decide
    record Result(List<RepairStep> steps, boolean unfinished) {}

    private AddressRepairPlan(View view, Instant now) {
        this.view = view;
        this.now = now;
    }

    /// Decides.
    static Result plan(View view, Instant now) {
        var plan = new AddressRepairPlan(view, now);
        view.services().values().forEach(plan::service);
        view.addresses().values().forEach(plan::address);
        return new Result(List.copyOf(plan.steps), plan.unfinished);
    }

    private void service(Service service) {
        var spec = service.spec();
        boolean without = spec.type().equals("ExternalName")
                || spec.clusterIP().isEmpty()
                || spec.clusterIP().equals(NONE);
        for (int i = 0; i < spec.clusterIPs().size() && !without; i++) {
            address(service, spec.clusterIPs().get(i));
        }
    }

    private void address(Service service, String text) {
        var address = IpAddress.parse(text);
        if (address == null) {
            tell(
                    service,
                    "ClusterIPNotValid",
                    "ClusterIPValidation",
                    "Cluster IP " + text + " is not a valid IP; please recreate Service");
            return;
        }
        String shown = "[" + AddressObjects.family(address) + "]: " + address;
        if (!view.ranges().contain(address)) {
            tell(
                    service,
                    "ClusterIPOutOfRange",
                    ALLOCATION,
                    "Cluster IP " + shown + " is not within any configured Service CIDR; please recreate service");
            return;
        }
        var wanted = AddressObjects.of(address, service);
        var object = view.addresses().get(address.toString());
        if (object == null) {
            steps.add(new RepairStep.Create(
                    wanted,
                    new Notice(
                            service,
                            NOT_ALLOCATED,
                            ALLOCATION,
                            "Cluster IP " + shown + " is not allocated; repairing")));
        } else if (!AddressObjects.isOfService(object) || hasNoHolder(object, service)) {
            var meta = service.metadata();
            String note = "the ClusterIP " + shown + " for Service " + meta.namespace() + "/" + meta.name()
                    + " has a wrong reference; repairing";
            steps.add(new RepairStep.Recreate(wanted, new Notice(service, NOT_ALLOCATED, ALLOCATION, note)));
        } else {
            if (isOfOther(object, service)) {
                tell(
                        service,
                        "ClusterIPAlreadyAllocated",
                        ALLOCATION,
                        "Cluster IP [" + AddressObjects.family(address) + "]:" + address
                                + " was assigned to multiple services; please recreate service");
            }
            if (!AddressObjects.isLabelled(object, address)) {
                steps.add(new RepairStep.Recreate(wanted, null));
            }
        }
    }

    private void tell(Service service, String reason, String action, String note) {
        steps.add(new RepairStep.Tell(new Notice(service, reason, action, note)));
    }

    /// Whether it names a service that is another one and does not exist.
    private boolean hasNoHolder(IPAddress object, Service service) {
        return !key(object).equals(key(service)) && holder(object) == null;
    }

    /// Whether another service has the same address, and the object.
    private boolean isOfOther(IPAddress object, Service service) {
        var holder = holder(object);
        return holder != null
                && !key(holder).equals(key(service))
                && holder.spec().clusterIPs().contains(object.metadata().name());
    }

    private @Nullable Service holder(IPAddress object) {
        return view.services().get(key(object));
    }

    private static ObjectKey key(Service service) {
        return new ObjectKey(service.metadata().namespace(), service.metadata().name());
    }

    private static ObjectKey key(IPAddress object) {
        var parent = Objects.requireNonNullElse(object.spec().parentRef(), ParentReference.EMPTY);
        return new ObjectKey(parent.namespace(), parent.name());
    }

    private void address(IPAddress object) {
        if (!AddressObjects.isManaged(object)) {
            return;
        }
        String name = object.metadata().name();
        var key = key(object);
        String of = name + " for Service " + key.namespace() + "/" + key.name();
        var age = Duration.between(object.metadata().creationTimestamp(), now);
        if (!AddressObjects.isOfService(object)) {
            remove(
                    object,
                    "IPAddressNotAllocated",
                    "IPAddress " + name + " appears to have been modified, not referencing a Service; cleaning up");
            return;
        }
        var holder = holder(object);
        if (holder == null) {
            if (age.compareTo(REQUEST_LIMIT) > 0) {
                remove(object, "IPAddressNotAllocated", "IPAddress: " + of + " appears to have leaked: cleaning up");
            } else {
                unfinished = true;
            }
            return;
        }
        if (holder.spec().clusterIPs().contains(name)) {
            return;
        }
        boolean beginning = holder.spec().type().equals("ExternalName") && age.compareTo(REQUEST_LIMIT) < 0;
        boolean rollingBack =
                object.metadata().creationTimestamp().isAfter(holder.metadata().creationTimestamp())
                        && age.compareTo(ROLLBACK_LIMIT) < 0;
        if (beginning || rollingBack) {
            unfinished = true;
        } else {
            remove(object, "IPAddressWrongReference", "IPAddress: " + of + " has a wrong reference; cleaning up");
        }
    }

    private void remove(IPAddress object, String reason, String note) {
        steps.add(new RepairStep.Remove(object, new Notice(object, reason, ADDRESS_ALLOCATION, note)));
    }
}
