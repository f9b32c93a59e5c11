package io.djong.api.validation.core;

import io.djong.api.json.GoQuote;
import io.djong.api.pods.ResourceNames;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ResourceClaim;
import io.djong.api.types.core.v1.ResourceRequirements;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.ErrorType;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Names and amounts of resources, and what containers and pods ask for.
public final class ResourceRules {
    private static final List<String> POD_LEVEL = List.of("cpu", "hugepages-", "memory");

    private ResourceRules() {}

    /// An amount: not negative, and whole where it counts things.
    public static void quantity(FieldErrors errors, FieldPath path, String name, Quantity amount) {
        if (amount.sign() < 0) {
            errors.invalid(path, amount.toString(), Texts.NOT_NEGATIVE);
        }
        if (ResourceNames.isInteger(name) && amount.milliValue() % 1000 != 0) {
            errors.invalidShown(path, Shown.quantity(amount), "must be an integer");
        }
    }

    /// A name of some resource.
    public static void name(FieldErrors errors, FieldPath path, String name) {
        var wrong = LabelNames.key(name);
        errors.invalidEach(path, name, wrong);
        if (wrong.isEmpty() && name.indexOf('/') < 0 && !ResourceNames.isStandard(name)) {
            errors.invalid(path, name, "must be a standard resource type or fully qualified");
        }
    }

    /// A name of something that a container can use.
    public static void containerName(FieldErrors errors, FieldPath path, String name) {
        name(errors, path, name);
        if (name.indexOf('/') < 0) {
            if (!ResourceNames.isStandardForContainers(name)) {
                errors.invalid(path, name, "must be a standard resource for containers");
            }
        } else if (!ResourceNames.isNative(name) && !ResourceNames.isExtended(name)) {
            errors.invalid(path, name, "doesn't follow extended resource name standard");
        }
    }

    private static void podName(FieldErrors errors, FieldPath path, String name) {
        int before = errors.size();
        name(errors, path, name);
        if (errors.size() == before && !ResourceNames.isPodLevel(name)) {
            errors.notSupported(path, name, POD_LEVEL);
        }
    }

    /// What a container asks for.
    ///
    /// @param pod which the container is in
    static void requirements(FieldErrors errors, FieldPath path, ResourceRequirements resources, PodFacts pod) {
        if (!resources.limits().isEmpty()
                || !resources.requests().isEmpty()
                || !resources.claims().isEmpty()) {
            requirements(errors, path, resources, pod, false);
        }
    }

    /// What running a container takes besides it, as the limits of one.
    public static void limits(FieldErrors errors, FieldPath path, Map<String, Quantity> limits) {
        var facts = PodFacts.of(PodSpec.EMPTY, Map.of(), PodLeniency.strict(false, false));
        requirements(errors, path, ResourceRequirements.EMPTY.withLimits(limits), facts);
    }

    static void podRequirements(FieldErrors errors, FieldPath path, ResourceRequirements resources, PodFacts pod) {
        requirements(errors, path, resources, pod, true);
    }

    private static void requirements(
            FieldErrors errors, FieldPath path, ResourceRequirements resources, PodFacts pod, boolean ofPod) {
        boolean whole = !pod.leniency().brokenPages();
        boolean compute = false;
        boolean pages = false;
        if (!resources.limits().isEmpty()) {
            var limits = path.child("limits");
            for (var limit : resources.limits().entrySet()) {
                String name = limit.getKey();
                amount(errors, limits.key(name), name, limit.getValue(), ofPod);
                wholePages(errors, limits.key(name), name, limit.getValue(), whole);
                compute |= isCompute(name);
                pages |= ResourceNames.isHugePages(name);
            }
        }
        if (!resources.requests().isEmpty()) {
            for (var request : resources.requests().entrySet()) {
                String name = request.getKey();
                var at = path.child("requests").key(name);
                amount(errors, at, name, request.getValue(), ofPod);
                withinLimit(
                        errors,
                        path,
                        name,
                        request.getValue(),
                        resources.limits().get(name));
                wholePages(errors, at, name, request.getValue(), whole);
                compute |= isCompute(name);
                pages |= ResourceNames.isHugePages(name);
            }
        }
        if (pages && !compute) {
            errors.forbidden(path, "HugePages require cpu or memory");
        }
        if (!resources.claims().isEmpty()) {
            claimNames(errors, path.child("claims"), resources.claims(), pod.claims());
        }
    }

    private static boolean isCompute(String name) {
        return name.equals("cpu") || name.equals("memory");
    }

    private static void amount(FieldErrors errors, FieldPath path, String name, Quantity amount, boolean ofPod) {
        if (ofPod) {
            podName(errors, path, name);
        } else {
            containerName(errors, path, name);
        }
        quantity(errors, path, name, amount);
    }

    private static void wholePages(FieldErrors errors, FieldPath path, String name, Quantity amount, boolean whole) {
        if (whole && isBrokenPages(name, amount)) {
            errors.invalid(path, amount.toString(), amount + " is not positive integer multiple of " + name);
        }
    }

    static boolean hasBrokenPages(ResourceRequirements resources) {
        for (var amount : resources.limits().entrySet()) {
            if (isBrokenPages(amount.getKey(), amount.getValue())) {
                return true;
            }
        }
        for (var amount : resources.requests().entrySet()) {
            if (isBrokenPages(amount.getKey(), amount.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBrokenPages(String name, Quantity amount) {
        return ResourceNames.isHugePages(name) && !ResourceNames.isWholePages(name, amount);
    }

    private static void withinLimit(
            FieldErrors errors, FieldPath path, String name, Quantity request, @Nullable Quantity limit) {
        boolean over = ResourceNames.mayOvercommit(name);
        if (limit == null) {
            if (!over) {
                errors.required(path.child("limits"), "Limit must be set for non overcommitable resources");
            }
        } else if (!over && request.compareTo(limit) != 0) {
            errors.invalid(
                    path.child("requests"), request.toString(), "must be equal to " + name + " limit of " + limit);
        } else if (request.compareTo(limit) > 0) {
            errors.invalid(
                    path.child("requests"),
                    request.toString(),
                    "must be less than or equal to " + name + " limit of " + limit);
        }
    }

    private static void claimNames(FieldErrors errors, FieldPath path, List<ResourceClaim> claims, Set<String> known) {
        var names = new HashSet<String>();
        for (int i = 0; i < claims.size(); i++) {
            var claim = claims.get(i);
            var at = path.index(i);
            if (claim.name().isEmpty()) {
                errors.required(at);
                continue;
            }
            if (names.contains(claim.name())) {
                errors.duplicate(at, claim.name());
            } else {
                names.add(claimKey(errors, at, claim, names));
            }
            if (!known.contains(claim.name())) {
                String detail = "must be one of the names in pod.spec.resourceClaims"
                        + (known.isEmpty() ? " which is empty" : ": " + String.join(", ", new TreeSet<>(known)));
                errors.add(new FieldError(ErrorType.NOT_FOUND, at.toString(), GoQuote.quote(claim.name()), detail));
            }
        }
    }

    private static String claimKey(FieldErrors errors, FieldPath at, ResourceClaim claim, Set<String> names) {
        String key = claim.name();
        if (!claim.request().isEmpty()) {
            errors.invalidEach(at.child("request"), claim.request(), DnsNames.label(claim.request()));
            key += "/" + claim.request();
        }
        if (names.contains(key)) {
            errors.duplicate(at, key);
        } else if (claim.request().isEmpty()) {
            for (String other : names) {
                if (other.startsWith(claim.name() + "/")) {
                    errors.duplicate(at, claim.name());
                }
            }
        }
        return key;
    }
}
