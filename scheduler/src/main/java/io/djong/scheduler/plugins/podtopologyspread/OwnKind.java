package io.djong.scheduler.plugins.podtopologyspread;

import io.djong.api.selector.LabelSelectors;
import io.djong.api.selector.Operator;
import io.djong.api.selector.Requirement;
import io.djong.api.selector.Selector;
import io.djong.api.selector.SelectorException;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.meta.v1.OwnerReference;
import io.djong.client.informer.Lister;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Selects the pods of a pod's own kind: what the selectors of all its Services and of its ReplicaSet say together.
/// StatefulSets and ReplicationControllers do not count yet.
public record OwnKind(Lister<Service> services, Lister<ReplicaSet> sets) implements Function<Pod, Selector> {
    @Override
    public Selector apply(Pod pod) {
        Map<String, String> labels = new TreeMap<>();
        for (Service service : services.in(pod.metadata().namespace())) {
            Map<String, String> selector = service.spec().selector();
            if (selector.isEmpty()) continue;
            if (Selector.ofLabels(selector).matches(pod.metadata().labels())) labels.putAll(selector);
        }
        List<Requirement> requirements = new ArrayList<>();
        labels.forEach((key, value) -> requirements.add(equal(key, value)));
        for (OwnerReference owner : pod.metadata().ownerReferences()) {
            if (!Boolean.TRUE.equals(owner.controller()) || !owner.kind().equals("ReplicaSet")) continue;
            ReplicaSet set = sets.get(pod.metadata().namespace(), owner.name());
            if (set == null) continue;
            requirements.addAll(LabelSelectors.of(set.spec().selector()).requirements());
        }
        return Selector.of(requirements);
    }

    private static Requirement equal(String key, String value) {
        try {
            return Requirement.of(key, Operator.EQUALS, List.of(value));
        } catch (SelectorException e) {
            throw new IllegalStateException("a stored Service's selector makes a requirement: " + key, e);
        }
    }
}
