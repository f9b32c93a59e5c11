package io.djong.api.validation.coordination;

import io.djong.api.types.coordination.v1.Lease;
import io.djong.api.types.coordination.v1.LeaseSpec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;

/// Leases.
public final class LeaseRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final List<String> STRATEGIES = List.of("OldestEmulationVersion");

    private LeaseRules() {}

    /// A new one.
    public static void create(FieldErrors errors, Lease lease) {
        ObjectMetaRules.createGeneric(errors, lease.metadata(), true, NameRule.SUBDOMAIN, FieldPath.of("metadata"));
        spec(errors, lease.spec());
    }

    /// A changed one.
    public static void update(FieldErrors errors, Lease lease, Lease old) {
        ObjectMetaRules.updateGeneric(errors, lease.metadata(), old.metadata());
        spec(errors, lease.spec());
    }

    private static void spec(FieldErrors errors, LeaseSpec spec) {
        Integer seconds = spec.leaseDurationSeconds();
        if (seconds != null && seconds <= 0) {
            errors.invalid(SPEC.child("leaseDurationSeconds"), seconds, "must be greater than 0");
        }
        Integer transitions = spec.leaseTransitions();
        if (transitions != null && transitions < 0) {
            errors.invalid(SPEC.child("leaseTransitions"), transitions, "must be greater than or equal to 0");
        }
        String strategy = spec.strategy();
        if (strategy != null) {
            // upstream names the field twice
            strategy(errors, SPEC.child("strategy", "strategy"), strategy);
        }
        String preferred = spec.preferredHolder();
        if (preferred != null && !preferred.isEmpty() && (strategy == null || strategy.isEmpty())) {
            errors.forbidden(SPEC.child("preferredHolder"), "may only be specified if `strategy` is defined");
        }
    }

    /// How a holder is chosen; the path is the one upstream gives.
    static void strategy(FieldErrors errors, FieldPath path, String strategy) {
        if (strategy.indexOf('/') >= 0) {
            errors.invalidEach(path, strategy, LabelNames.key(strategy));
        } else if (!STRATEGIES.contains(strategy)) {
            errors.notSupported(path, strategy, STRATEGIES);
        }
    }
}
