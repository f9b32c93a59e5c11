package io.djong.apiserver.admission.limits;

import io.djong.api.pods.PodResources;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.LimitRange;
import io.djong.api.types.core.v1.LimitRangeItem;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What breaks the bounds of a LimitRange, one sentence each, in upstream's words. Pure.
final class LimitChecks {
    static final String CONTAINER = "Container";

    private static final String POD = "Pod";
    private static final String CLAIM = "PersistentVolumeClaim";
    /// Greater numbers are compared as whole units, for lack of room for thousandths.
    private static final long MILLI_MAX = Long.MAX_VALUE / 1_000;
    /// What a pod may state for all of its containers together.
    private static final List<String> POD_LEVEL = List.of("cpu", "memory");

    private static final String HUGE_PAGES = "hugepages-";

    private final Set<String> sentences = new LinkedHashSet<>();

    private LimitChecks() {}

    /// What a pod breaks; empty when it is within the bounds.
    static List<String> pod(LimitRange range, Pod pod) {
        var checks = new LimitChecks();
        var spec = pod.spec();
        for (var item : range.spec().limits()) {
            if (item.type().equals(CONTAINER)) {
                spec.containers()
                        .forEach(each -> checks.bounds(
                                item,
                                each.resources().requests(),
                                each.resources().limits()));
                spec.initContainers()
                        .forEach(each -> checks.bounds(
                                item,
                                each.resources().requests(),
                                each.resources().limits()));
            } else if (item.type().equals(POD)) {
                checks.bounds(item, requests(spec), limits(spec));
            }
        }
        return List.copyOf(checks.sentences);
    }

    /// What a claim for a volume breaks.
    static List<String> claim(LimitRange range, PersistentVolumeClaim claim) {
        var checks = new LimitChecks();
        var requests = claim.spec().resources().requests();
        for (var item : range.spec().limits()) {
            if (item.type().equals(CLAIM)) {
                item.min()
                        .forEach((name, bound) ->
                                checks.minimum(new Bound(item.type(), name, bound, requests.get(name), null)));
                item.max()
                        .forEach((name, bound) ->
                                checks.maximumOfRequest(new Bound(item.type(), name, bound, requests.get(name), null)));
            }
        }
        return List.copyOf(checks.sentences);
    }

    /// One bound of one resource, and what is asked for of it.
    private record Bound(
            String type,
            String resource,
            Quantity bound,
            @Nullable Quantity request,
            @Nullable Quantity limit) {
        String usage() {
            return resource + " usage per " + type + " is " + bound;
        }

        String ratio() {
            return resource + " max limit to request ratio per " + type + " is " + bound;
        }

        /// Whether an amount is less (negative), equal or more.
        int compare(Quantity amount) {
            return inMilli()
                    ? Long.compare(amount.milliValue(), bound.milliValue())
                    : Long.compare(amount.value(), bound.value());
        }

        /// An amount in the unit that all of these fit into.
        double measured(Quantity amount) {
            return inMilli() ? amount.milliValue() : amount.value();
        }

        private boolean inMilli() {
            return bound.value() <= MILLI_MAX
                    && (request == null || request.value() <= MILLI_MAX)
                    && (limit == null || limit.value() <= MILLI_MAX);
        }
    }

    private void bounds(LimitRangeItem item, Map<String, Quantity> requests, Map<String, Quantity> limits) {
        var type = item.type();
        item.min()
                .forEach((name, bound) -> minimum(new Bound(type, name, bound, requests.get(name), limits.get(name))));
        item.max()
                .forEach((name, bound) -> maximum(new Bound(type, name, bound, requests.get(name), limits.get(name))));
        item.maxLimitRequestRatio()
                .forEach((name, bound) -> ratio(new Bound(type, name, bound, requests.get(name), limits.get(name))));
    }

    private void minimum(Bound bound) {
        var request = bound.request();
        var limit = bound.limit();
        if (request == null) {
            sentences.add("minimum " + bound.usage() + ".  No request is specified");
        } else if (bound.compare(request) < 0) {
            sentences.add("minimum " + bound.usage() + ", but request is " + request);
        } else if (limit != null && bound.compare(limit) < 0) {
            sentences.add("minimum " + bound.usage() + ", but limit is " + limit);
        }
    }

    private void maximum(Bound bound) {
        var request = bound.request();
        var limit = bound.limit();
        if (limit == null) {
            sentences.add("maximum " + bound.usage() + ".  No limit is specified");
        } else if (bound.compare(limit) > 0) {
            sentences.add("maximum " + bound.usage() + ", but limit is " + limit);
        } else if (request != null && bound.compare(request) > 0) {
            sentences.add("maximum " + bound.usage() + ", but request is " + request);
        }
    }

    private void maximumOfRequest(Bound bound) {
        var request = bound.request();
        if (request == null) {
            sentences.add("maximum " + bound.usage() + ".  No request is specified");
        } else if (bound.compare(request) > 0) {
            sentences.add("maximum " + bound.usage() + ", but request is " + request);
        }
    }

    private void ratio(Bound bound) {
        var request = bound.request();
        var limit = bound.limit();
        if (request == null || bound.measured(request) == 0) {
            sentences.add(bound.ratio() + ", but no request is specified or request is 0");
        } else if (limit == null || bound.measured(limit) == 0) {
            sentences.add(bound.ratio() + ", but no limit is specified or limit is 0");
        } else {
            var observed = bound.measured(limit) / bound.measured(request);
            var fine = bound.bound().value() <= MILLI_MAX;
            var allowed = fine
                    ? (double) bound.bound().milliValue()
                    : (double) bound.bound().value();
            if ((fine ? observed * 1_000 : observed) > allowed) {
                sentences.add(bound.ratio() + ", but provided ratio is " + String.format(Locale.ROOT, "%f", observed));
            }
        }
    }

    private static Map<String, Quantity> requests(PodSpec spec) {
        var all = new TreeMap<>(PodResources.containerRequests(spec));
        if (spec.resources() != null) {
            override(all, spec.resources().requests());
        }
        return all;
    }

    private static Map<String, Quantity> limits(PodSpec spec) {
        var all = new TreeMap<>(PodResources.containerLimits(spec));
        if (spec.resources() != null) {
            override(all, spec.resources().limits());
        }
        return all;
    }

    private static void override(Map<String, Quantity> all, Map<String, Quantity> ofPod) {
        ofPod.forEach((name, amount) -> {
            if (POD_LEVEL.contains(name) || name.startsWith(HUGE_PAGES)) {
                all.put(name, amount);
            }
        });
    }
}
