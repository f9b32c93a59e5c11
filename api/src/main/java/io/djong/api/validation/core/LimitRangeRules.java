package io.djong.api.validation.core;

import io.djong.api.pods.ResourceNames;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.LimitRange;
import io.djong.api.types.core.v1.LimitRangeItem;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// LimitRanges.
public final class LimitRangeRules {
    private LimitRangeRules() {}

    /// A new one.
    public static void create(FieldErrors errors, LimitRange range) {
        ObjectMetaRules.create(errors, range.metadata(), true, NameRule.SUBDOMAIN);
        var types = new HashSet<String>();
        var path = FieldPath.of("spec").child("limits");
        for (int i = 0; i < range.spec().limits().size(); i++) {
            var item = range.spec().limits().get(i);
            type(errors, path.index(i).child("type"), item.type());
            if (!types.add(item.type())) {
                errors.duplicate(path.index(i).child("type"), item.type());
            }
            item(errors, path.index(i), item);
        }
    }

    private static void type(FieldErrors errors, FieldPath path, String type) {
        var wrong = LabelNames.key(type);
        errors.invalidEach(path, type, wrong);
        boolean standard = List.of("Pod", "Container", "PersistentVolumeClaim").contains(type);
        if (wrong.isEmpty() && type.indexOf('/') < 0 && !standard) {
            errors.invalid(path, type, "must be a standard limit type or fully qualified");
        }
    }

    private static void item(FieldErrors errors, FieldPath path, LimitRangeItem item) {
        names(errors, path.child("max"), item, item.max());
        names(errors, path.child("min"), item, item.min());
        if (item.type().equals("Pod")) {
            if (!item.default_().isEmpty()) {
                errors.forbidden(path.child("default"), "may not be specified when `type` is 'Pod'");
            }
            if (!item.defaultRequest().isEmpty()) {
                errors.forbidden(path.child("defaultRequest"), "may not be specified when `type` is 'Pod'");
            }
        } else {
            names(errors, path.child("default"), item, item.default_());
            names(errors, path.child("defaultRequest"), item, item.defaultRequest());
        }
        boolean bounded = item.min().containsKey("storage") || item.max().containsKey("storage");
        if (item.type().equals("PersistentVolumeClaim") && !bounded) {
            errors.required(
                    path.child("limits"),
                    "either minimum or maximum storage value is required, but neither was provided");
        }
        names(errors, path.child("maxLimitRequestRatio"), item, item.maxLimitRequestRatio());
        amounts(errors, path, item);
    }

    private static void names(FieldErrors errors, FieldPath path, LimitRangeItem item, Map<String, Quantity> values) {
        boolean ofContainers = item.type().equals("Pod") || item.type().equals("Container");
        for (String name : values.keySet()) {
            if (ofContainers) {
                ResourceRules.containerName(errors, path.key(name), name);
            } else {
                ResourceRules.name(errors, path.key(name), name);
            }
        }
    }

    private static void amounts(FieldErrors errors, FieldPath path, LimitRangeItem item) {
        boolean ofPods = item.type().equals("Pod");
        Map<String, Quantity> defaults = ofPods ? Map.of() : item.default_();
        Map<String, Quantity> requests = ofPods ? Map.of() : item.defaultRequest();
        var names = new TreeSet<>(item.max().keySet());
        names.addAll(item.min().keySet());
        names.addAll(defaults.keySet());
        names.addAll(requests.keySet());
        names.addAll(item.maxLimitRequestRatio().keySet());
        for (String name : names) {
            var min = item.min().get(name);
            var max = item.max().get(name);
            var limit = defaults.get(name);
            var request = requests.get(name);
            if (min != null && max != null && min.compareTo(max) > 0) {
                invalid(
                        errors,
                        path.child("min").key(name),
                        min,
                        "min value " + min + " is greater than max value " + max);
            }
            var requestPath = path.child("defaultRequest").key(name);
            if (request != null) {
                request(errors, requestPath, request, min, max, limit);
            }
            if (limit != null && min != null && min.compareTo(limit) > 0) {
                invalid(
                        errors,
                        path.child("default").key(name),
                        min,
                        "min value " + min + " is greater than default value " + limit);
            }
            if (limit != null && max != null && limit.compareTo(max) > 0) {
                invalid(
                        errors,
                        path.child("default").key(name),
                        max,
                        "default value " + limit + " is greater than max value " + max);
            }
            ratio(errors, path.child("maxLimitRequestRatio").key(name), item, name);
            if (!ResourceNames.mayOvercommit(name)
                    && limit != null
                    && request != null
                    && limit.compareTo(request) != 0) {
                invalid(
                        errors,
                        requestPath,
                        request,
                        "default value " + limit + " must equal to defaultRequest value " + request + " in " + name);
            }
        }
    }

    private static void request(
            FieldErrors errors,
            FieldPath path,
            Quantity request,
            @Nullable Quantity min,
            @Nullable Quantity max,
            @Nullable Quantity limit) {
        if (min != null && min.compareTo(request) > 0) {
            invalid(errors, path, request, "min value " + min + " is greater than default request value " + request);
        }
        if (max != null && request.compareTo(max) > 0) {
            invalid(errors, path, request, "default request value " + request + " is greater than max value " + max);
        }
        if (limit != null && request.compareTo(limit) > 0) {
            invalid(
                    errors,
                    path,
                    request,
                    "default request value " + request + " is greater than default limit value " + limit);
        }
    }

    private static void ratio(FieldErrors errors, FieldPath path, LimitRangeItem item, String name) {
        var ratio = item.maxLimitRequestRatio().get(name);
        if (ratio == null) {
            return;
        }
        if (ratio.compareTo(1) < 0) {
            invalid(errors, path, ratio, "ratio " + ratio + " is less than 1");
        }
        var min = item.min().get(name);
        var max = item.max().get(name);
        if (min == null || max == null) {
            return;
        }
        long milliMax = Long.MAX_VALUE / 1000;
        boolean fits = ratio.value() < milliMax && min.value() < milliMax && max.value() < milliMax;
        double value = fits ? ratio.milliValue() / 1000.0 : ratio.value();
        double bound = fits ? (double) max.milliValue() / min.milliValue() : (double) max.value() / min.value();
        if (value > bound) {
            String shown = String.format(Locale.ROOT, "%f", bound);
            invalid(errors, path, ratio, "ratio " + ratio + " is greater than max/min = " + shown);
        }
    }

    private static void invalid(FieldErrors errors, FieldPath path, Quantity value, String detail) {
        errors.invalidShown(path, Shown.quantity(value), detail);
    }
}
