package io.djong.api.validation.core;

import io.djong.api.pods.ResourceNames;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.ResourceQuota;
import io.djong.api.types.core.v1.ResourceQuotaSpec;
import io.djong.api.types.core.v1.ResourceQuotaStatus;
import io.djong.api.types.core.v1.ScopeSelector;
import io.djong.api.types.core.v1.ScopeSelectorCodec;
import io.djong.api.types.core.v1.ScopedResourceSelectorRequirement;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How much a namespace may use altogether. The scopes, which say of what, cannot change.
public final class ResourceQuotaRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final Set<String> POD_SCOPES =
            Set.of("Terminating", "NotTerminating", "NotBestEffort", "PriorityClass", "CrossNamespacePodAffinity");
    private static final Set<String> FLAG_SCOPES =
            Set.of("BestEffort", "NotBestEffort", "Terminating", "NotTerminating", "CrossNamespacePodAffinity");
    private static final Set<String> OF_PODS =
            Set.of("pods", "cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory");
    private static final Set<String> OF_CLAIMS = Set.of("persistentvolumeclaims", "requests.storage");
    private static final String FLAG = "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating,"
            + " ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or"
            + " ResourceQuotaScopeCrossNamespacePodAffinity";

    private ResourceQuotaRules() {}

    /// A new one.
    public static void create(FieldErrors errors, ResourceQuota quota) {
        ObjectMetaRules.create(errors, quota.metadata(), true, NameRule.SUBDOMAIN);
        spec(errors, quota.spec());
        status(errors, quota.status());
    }

    /// A changed one.
    public static void update(FieldErrors errors, ResourceQuota quota, ResourceQuota old) {
        ObjectMetaRules.update(errors, quota.metadata(), old.metadata());
        spec(errors, quota.spec());
        var scopes = quota.spec().scopes();
        if (!Set.copyOf(scopes).equals(Set.copyOf(old.spec().scopes()))) {
            errors.invalidShown(SPEC.child("scopes"), Shown.texts(scopes), Texts.IMMUTABLE);
        }
    }

    /// One whose status was changed.
    public static void updateStatus(FieldErrors errors, ResourceQuota quota, ResourceQuota old) {
        ObjectMetaRules.update(errors, quota.metadata(), old.metadata());
        if (quota.metadata().resourceVersion().isEmpty()) {
            errors.required(FieldPath.of("resourceVersion"));
        }
        status(errors, quota.status());
    }

    private static void status(FieldErrors errors, ResourceQuotaStatus status) {
        amounts(errors, STATUS.child("hard"), status.hard());
        amounts(errors, STATUS.child("used"), status.used());
    }

    private static void amounts(FieldErrors errors, FieldPath path, Map<String, Quantity> amounts) {
        for (var amount : amounts.entrySet()) {
            String name = amount.getKey();
            ResourceRules.name(errors, path.key(name), name);
            if (name.indexOf('/') < 0 && !ResourceNames.isStandardForQuota(name)) {
                errors.invalid(path.key(name), name, "must be a standard resource for quota");
            }
            ResourceRules.quantity(errors, path.key(name), name, amount.getValue());
        }
    }

    private static void spec(FieldErrors errors, ResourceQuotaSpec spec) {
        amounts(errors, SPEC.child("hard"), spec.hard());
        if (!spec.scopes().isEmpty()) {
            var path = SPEC.child("scopes");
            String shown = Shown.texts(spec.scopes());
            for (String scope : spec.scopes()) {
                if (!isScope(scope)) {
                    errors.invalidShown(path, shown, "unsupported scope");
                }
                unsuited(errors, path, shown, scope, spec.hard().keySet());
            }
            conflicts(errors, path, spec, spec.scopes());
        }
        if (spec.scopeSelector() != null) {
            selector(errors, spec, spec.scopeSelector());
        }
    }

    private static boolean isScope(String scope) {
        return POD_SCOPES.contains(scope) || scope.equals("BestEffort") || scope.equals("VolumeAttributesClass");
    }

    private static void unsuited(
            FieldErrors errors, FieldPath path, String shown, String scope, Set<String> resources) {
        for (String resource : resources) {
            if (ResourceNames.isStandardForQuota(resource) && !suits(scope, resource)) {
                errors.invalidShown(path, shown, "unsupported scope applied to resource");
            }
        }
    }

    private static boolean suits(String scope, String resource) {
        if (POD_SCOPES.contains(scope)) {
            return OF_PODS.contains(resource);
        }
        return switch (scope) {
            case "BestEffort" -> resource.equals("pods");
            case "VolumeAttributesClass" -> OF_CLAIMS.contains(resource);
            default -> true;
        };
    }

    private static void conflicts(
            FieldErrors errors, FieldPath path, ResourceQuotaSpec spec, Collection<String> scopes) {
        for (var pair : List.of(List.of("BestEffort", "NotBestEffort"), List.of("Terminating", "NotTerminating"))) {
            if (scopes.containsAll(pair)) {
                errors.invalidShown(path, Shown.texts(spec.scopes()), "conflicting scopes");
            }
        }
    }

    private static void selector(FieldErrors errors, ResourceQuotaSpec spec, ScopeSelector selector) {
        var path = SPEC.child("scopeSelector", "matchExpressions");
        var scopes = new HashSet<String>();
        for (var wanted : selector.matchExpressions()) {
            String scope = wanted.scopeName();
            if (!isScope(scope)) {
                errors.invalid(path.child("scopeName"), scope, "unsupported scope");
            }
            String shown = InternalJson.of("core/v1.ScopeSelector", ScopeSelectorCodec.CODEC, selector);
            unsuited(errors, path, shown, scope, spec.hard().keySet());
            if (FLAG_SCOPES.contains(scope) && !wanted.operator().equals("Exists")) {
                errors.invalid(path.child("operator"), wanted.operator(), FLAG);
            }
            values(errors, path, wanted);
            scopes.add(scope);
        }
        conflicts(errors, path, spec, scopes);
    }

    private static void values(FieldErrors errors, FieldPath path, ScopedResourceSelectorRequirement wanted) {
        boolean none = wanted.values().isEmpty();
        switch (wanted.operator()) {
            case "In", "NotIn" -> {
                if (none) {
                    errors.required(
                            path.child("values"),
                            "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (!none) {
                    errors.invalidShown(
                            path.child("values"),
                            Shown.texts(wanted.values()),
                            "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector");
                }
            }
            default -> errors.invalid(path.child("operator"), wanted.operator(), "not a valid selector operator");
        }
    }
}
