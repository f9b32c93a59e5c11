package io.djong.api.validation.devices;

import io.djong.api.types.meta.v1.ConditionCodec;
import io.djong.api.types.resource.v1alpha3.PoolStatus;
import io.djong.api.types.resource.v1alpha3.ResourcePoolStatusRequest;
import io.djong.api.types.resource.v1alpha3.ResourcePoolStatusRequestSpec;
import io.djong.api.types.resource.v1alpha3.ResourcePoolStatusRequestStatus;
import io.djong.api.types.resource.v1alpha3.ResourcePoolStatusRequestStatusCodec;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.DeclaredRules;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import io.djong.api.validation.meta.ConditionRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Questions of what is left of a driver's devices (`ResourcePoolStatusRequest`).
public final class PoolStatusRequestRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final int LIMIT_MAX = 1_000;
    private static final int POOLS_MAX = 1_000;
    private static final int CONDITIONS_MAX = 10;
    private static final int PROBLEM_MAX = 256;

    private PoolStatusRequestRules() {}

    /// A new question.
    public static void create(FieldErrors errors, ResourcePoolStatusRequest request) {
        ObjectMetaRules.create(errors, request.metadata(), false, NameRule.SUBDOMAIN);
        spec(errors, request.spec());
    }

    private static void spec(FieldErrors errors, ResourcePoolStatusRequestSpec spec) {
        var rules = new DeclaredRules(errors);
        rules.required(SPEC.child("driver"), spec.driver(), null, PoolStatusRequestRules::driver);
        pool(errors, SPEC.child("poolName"), spec.poolName());
        if (spec.limit() == null) {
            errors.required(SPEC.child("limit"));
        }
        rules.maximum(SPEC.child("limit"), spec.limit(), null, LIMIT_MAX);
        rules.minimum(SPEC.child("limit"), spec.limit(), null, 1);
    }

    private static List<String> driver(String name) {
        return DnsNames.subdomainOfAnyCase(name).stream()
                .map(text -> text.equals(Texts.maxCharacters(DnsNames.SUBDOMAIN_MAX))
                        ? Texts.maxBytes(DnsNames.SUBDOMAIN_MAX)
                        : text)
                .toList();
    }

    private static void pool(FieldErrors errors, FieldPath path, @Nullable String name) {
        if (name == null) {
            return;
        }
        if (ByteLength.of(name) > DnsNames.SUBDOMAIN_MAX) {
            errors.tooLong(path, DnsNames.SUBDOMAIN_MAX);
        }
        new DeclaredRules(errors).poolName(path, name);
    }

    /// A changed question: nothing of it may change.
    public static void update(FieldErrors errors, ResourcePoolStatusRequest request, ResourcePoolStatusRequest old) {
        ObjectMetaRules.update(errors, request.metadata(), old.metadata());
        new DeclaredRules(errors).changed(SPEC, request.spec(), old.spec(), true);
    }

    /// The answer, given once.
    public static void status(FieldErrors errors, ResourcePoolStatusRequest request, ResourcePoolStatusRequest old) {
        ObjectMetaRules.update(errors, request.metadata(), old.metadata());
        var status = request.status();
        var before = old.status();
        if (before != null) {
            if (!before.equals(status)) {
                errors.invalidShown(
                        STATUS,
                        InternalJson.of(
                                "resource/v1alpha3.ResourcePoolStatusRequestStatus",
                                ResourcePoolStatusRequestStatusCodec.CODEC,
                                status),
                        Texts.IMMUTABLE);
            }
        } else if (status != null) {
            ConditionRules.check(errors, STATUS.child("conditions"), status.conditions());
        }
        if (status != null && !status.equals(before)) {
            declared(errors, status, before);
        }
    }

    private static void declared(
            FieldErrors errors,
            ResourcePoolStatusRequestStatus status,
            @Nullable ResourcePoolStatusRequestStatus before) {
        var rules = new DeclaredRules(errors);
        if (status.poolCount() == null) {
            errors.required(STATUS.child("poolCount"));
        }
        rules.minimum(STATUS.child("poolCount"), status.poolCount(), before == null ? null : before.poolCount(), 0);
        var pools = STATUS.child("pools");
        var samePools = before != null && before.pools().equals(status.pools());
        if (!samePools && DeviceLists.fits(errors, pools, status.pools(), POOLS_MAX)) {
            for (int i = 0; i < status.pools().size(); i++) {
                poolStatus(errors, rules, pools.index(i), status.pools().get(i));
            }
        }
        var conditions = STATUS.child("conditions");
        var sameConditions = before != null && before.conditions().equals(status.conditions());
        if (!sameConditions && DeviceLists.fits(errors, conditions, status.conditions(), CONDITIONS_MAX)) {
            for (int i = 0; i < status.conditions().size(); i++) {
                var condition = status.conditions().get(i);
                if (status.conditions().subList(0, i).stream()
                        .anyMatch(other -> other.type().equals(condition.type()))) {
                    errors.duplicateShown(conditions.index(i), Shown.json(ConditionCodec.CODEC, condition));
                }
            }
        }
    }

    private static void poolStatus(FieldErrors errors, DeclaredRules rules, FieldPath path, PoolStatus pool) {
        rules.required(path.child("driver"), pool.driver(), null, PoolStatusRequestRules::driver);
        if (pool.poolName().isEmpty()) {
            errors.required(path.child("poolName"));
        } else {
            pool(errors, path.child("poolName"), pool.poolName());
        }
        if (pool.generation() == 0) {
            errors.required(path.child("generation"));
        } else if (pool.generation() < 0) {
            errors.invalid(path.child("generation"), pool.generation(), Texts.NOT_NEGATIVE);
        }
        rules.minimum(path.child("resourceSliceCount"), pool.resourceSliceCount(), null, 1);
        rules.minimum(path.child("totalDevices"), pool.totalDevices(), null, 0);
        rules.minimum(path.child("allocatedDevices"), pool.allocatedDevices(), null, 0);
        rules.minimum(path.child("availableDevices"), pool.availableDevices(), null, 0);
        rules.minimum(path.child("unavailableDevices"), pool.unavailableDevices(), null, 0);
        rules.optional(path.child("nodeName"), pool.nodeName(), null, DnsNames::longName);
        if (pool.validationError() != null && ByteLength.of(pool.validationError()) > PROBLEM_MAX) {
            errors.tooLong(path.child("validationError"), PROBLEM_MAX);
        }
    }
}
