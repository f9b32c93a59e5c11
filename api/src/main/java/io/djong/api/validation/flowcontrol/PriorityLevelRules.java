package io.djong.api.validation.flowcontrol;

import io.djong.api.types.flowcontrol.v1.ExemptPriorityLevelConfiguration;
import io.djong.api.types.flowcontrol.v1.LimitResponse;
import io.djong.api.types.flowcontrol.v1.LimitedPriorityLevelConfiguration;
import io.djong.api.types.flowcontrol.v1.PriorityLevelConfiguration;
import io.djong.api.types.flowcontrol.v1.PriorityLevelConfigurationCondition;
import io.djong.api.types.flowcontrol.v1.PriorityLevelConfigurationSpec;
import io.djong.api.types.flowcontrol.v1.QueuingConfiguration;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Priority levels.
public final class PriorityLevelRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath LIMITED = SPEC.child("limited");
    private static final List<String> TYPES = List.of("Exempt", "Limited");
    private static final List<String> RESPONSES = List.of("Queue", "Reject");
    private static final String PRESERVE_ZERO = "flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares";
    private static final String NOT_NEGATIVE = "must be a non-negative integer";
    private static final String POSITIVE = "must be positive";
    private static final int QUEUES_MAX = 10_000_000;
    private static final int HASH_BITS_MAX = 60;

    private PriorityLevelRules() {}

    /// A new one.
    public static void create(FieldErrors errors, PriorityLevelConfiguration level) {
        var meta = level.metadata();
        ObjectMetaRules.create(errors, meta, false, NameRule.SUBDOMAIN);
        if (meta.annotations().containsKey(PRESERVE_ZERO)) {
            errors.forbidden(
                    FieldPath.of("metadata").child("annotations"), "annotation '" + PRESERVE_ZERO + "' is forbidden");
        }
        spec(errors, meta.name(), level.spec());
        mandatory(errors, meta.name(), level.spec());
        status(errors, level);
    }

    /// A changed one.
    public static void update(FieldErrors errors, PriorityLevelConfiguration level) {
        create(errors, level);
    }

    /// A changed status.
    public static void updateStatus(FieldErrors errors, PriorityLevelConfiguration level) {
        status(errors, level);
    }

    private static void spec(FieldErrors errors, String name, PriorityLevelConfigurationSpec spec) {
        var type = spec.type();
        if (name.equals(MandatoryFlows.EXEMPT) != type.equals("Exempt")) {
            errors.invalid(SPEC.child("type"), type, "must be 'Exempt' if and only if `name` is 'exempt'");
        }
        var limited = spec.limited();
        var exempt = spec.exempt();
        switch (type) {
            case "Exempt" -> {
                if (limited != null) {
                    errors.forbidden(LIMITED, "must be nil if the type is not Limited");
                }
                exempt(errors, SPEC.child("exempt"), exempt);
            }
            case "Limited" -> {
                if (exempt != null) {
                    errors.forbidden(SPEC.child("exempt"), "must be nil if the type is Limited");
                }
                if (limited == null) {
                    errors.required(LIMITED, "must not be empty when type is Limited");
                } else {
                    limited(errors, limited);
                }
            }
            case "" -> errors.required(SPEC.child("type"));
            default -> errors.notSupported(SPEC.child("type"), type, TYPES);
        }
    }

    private static void mandatory(FieldErrors errors, String name, PriorityLevelConfigurationSpec spec) {
        var fixed = MandatoryFlows.level(name);
        if (fixed == null) {
            return;
        }
        boolean exempt = name.equals(MandatoryFlows.EXEMPT);
        if (!fixed.equals(exempt ? spec.withExempt(fixed.exempt()) : spec)) {
            errors.invalidShown(
                    SPEC,
                    GoFlowText.of(spec),
                    exempt
                            ? "spec of 'exempt' except the 'spec.exempt' field must equal the fixed value"
                            : "spec of '" + name + "' must equal the fixed value");
        }
    }

    private static void exempt(FieldErrors errors, FieldPath path, @Nullable ExemptPriorityLevelConfiguration exempt) {
        if (exempt != null) {
            shares(errors, path, exempt.nominalConcurrencyShares());
            percent(errors, path, exempt.lendablePercent());
        }
    }

    private static void shares(FieldErrors errors, FieldPath path, @Nullable Integer shares) {
        if (shares != null && shares < 0) {
            errors.invalid(path.child("nominalConcurrencyShares"), shares, NOT_NEGATIVE);
        }
    }

    private static void percent(FieldErrors errors, FieldPath path, @Nullable Integer percent) {
        if (percent != null && (percent < 0 || percent > 100)) {
            errors.invalid(path.child("lendablePercent"), percent, "must be between 0 and 100, inclusive");
        }
    }

    private static void limited(FieldErrors errors, LimitedPriorityLevelConfiguration limited) {
        shares(errors, LIMITED, limited.nominalConcurrencyShares());
        response(errors, LIMITED.child("limitResponse"), limited.limitResponse());
        percent(errors, LIMITED, limited.lendablePercent());
        var borrowing = limited.borrowingLimitPercent();
        if (borrowing != null && borrowing < 0) {
            errors.invalid(LIMITED.child("borrowingLimitPercent"), borrowing, "if specified, " + NOT_NEGATIVE);
        }
    }

    private static void response(FieldErrors errors, FieldPath path, LimitResponse response) {
        var queuing = response.queuing();
        var at = path.child("queuing");
        switch (response.type()) {
            case "Reject" -> {
                if (queuing != null) {
                    errors.forbidden(at, "must be nil if limited.limitResponse.type is not Limited");
                }
            }
            case "Queue" -> {
                if (queuing == null) {
                    errors.required(at, "must not be empty if limited.limitResponse.type is Limited");
                } else {
                    queuing(errors, at, queuing);
                }
            }
            case "" -> errors.required(path.child("type"));
            default -> errors.notSupported(path.child("type"), response.type(), RESPONSES);
        }
    }

    private static void queuing(FieldErrors errors, FieldPath path, QueuingConfiguration queuing) {
        if (queuing.queueLengthLimit() <= 0) {
            errors.invalid(path.child("queueLengthLimit"), queuing.queueLengthLimit(), POSITIVE);
        }
        int queues = queuing.queues();
        if (queues <= 0) {
            errors.invalid(path.child("queues"), queues, POSITIVE);
        } else if (queues > QUEUES_MAX) {
            errors.invalid(path.child("queues"), queues, "must not be greater than " + QUEUES_MAX);
        }
        int hand = queuing.handSize();
        var at = path.child("handSize");
        if (hand <= 0) {
            errors.invalid(at, hand, POSITIVE);
        } else if (hand > queues) {
            errors.invalid(at, hand, "should not be greater than queues (" + queues + ")");
        } else if (Math.ceil(Math.log(queues) / Math.log(2) * hand) > HASH_BITS_MAX) {
            errors.invalid(
                    at,
                    hand,
                    "required entropy bits of deckSize " + queues + " and handSize " + hand
                            + " should not be greater than " + HASH_BITS_MAX);
        }
    }

    private static void status(FieldErrors errors, PriorityLevelConfiguration level) {
        ConditionTypes.check(
                errors,
                level.status().conditions().stream()
                        .map(PriorityLevelConfigurationCondition::type)
                        .toList());
    }
}
