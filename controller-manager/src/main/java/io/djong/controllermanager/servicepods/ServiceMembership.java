package io.djong.controllermanager.servicepods;

import io.djong.api.meta.ObjectKey;
import io.djong.api.selector.Selector;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Service;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Lister;
import io.djong.controllermanager.podcontrol.PodStates;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Which Services a change of a pod matters to. Shared by EndpointSlices and Endpoints.
public final class ServiceMembership implements Handler<Pod> {
    private final Lister<Service> services;
    private final Consumer<ObjectKey> affected;

    /// @param affected told the key of each Service that a pod's change matters to
    public ServiceMembership(Lister<Service> services, Consumer<ObjectKey> affected) {
        this.services = services;
        this.affected = affected;
    }

    @Override
    public void added(Pod pod, boolean initial) {
        servicesOf(pod).forEach(affected);
    }

    @Override
    public void deleted(Pod last) {
        servicesOf(last).forEach(affected);
    }

    @Override
    public void updated(Pod before, Pod after) {
        boolean isMoved = !before.metadata().labels().equals(after.metadata().labels())
                || !before.spec().hostname().equals(after.spec().hostname())
                || !before.spec().subdomain().equals(after.spec().subdomain());
        boolean isChanged = isEndpointChanged(before, after);
        if (!isMoved && !isChanged) return;
        Set<ObjectKey> keys = servicesOf(after);
        if (isMoved) {
            Set<ObjectKey> earlier = servicesOf(before);
            Set<ObjectKey> both = new TreeSet<>(keys);
            both.retainAll(earlier);
            keys.addAll(earlier);
            // Those that had it and still have it see no difference, unless the endpoint itself is another.
            if (!isChanged && sameDomain(before, after)) keys.removeAll(both);
        }
        keys.forEach(affected);
    }

    private static boolean sameDomain(Pod before, Pod after) {
        return before.spec().hostname().equals(after.spec().hostname())
                && before.spec().subdomain().equals(after.spec().subdomain());
    }

    private static boolean isEndpointChanged(Pod before, Pod after) {
        boolean wasEnding = before.metadata().deletionTimestamp() != null;
        boolean isEnding = after.metadata().deletionTimestamp() != null;
        return wasEnding != isEnding
                || PodStates.isReady(before) != PodStates.isReady(after)
                || PodStates.isTerminal(before) != PodStates.isTerminal(after)
                || !before.metadata().uid().equals(after.metadata().uid())
                || !before.spec().nodeName().equals(after.spec().nodeName())
                || !before.status().podIP().equals(after.status().podIP())
                || !before.status().podIPs().equals(after.status().podIPs());
    }

    private Set<ObjectKey> servicesOf(Pod pod) {
        Set<ObjectKey> keys = new TreeSet<>();
        for (Service service : services.in(pod.metadata().namespace())) {
            // A Service without a selector has its endpoints from elsewhere.
            if (service.spec().selector().isEmpty()) continue;
            if (Selector.ofLabels(service.spec().selector())
                    .matches(pod.metadata().labels())) keys.add(ObjectKey.of(service));
        }
        return keys;
    }
}
