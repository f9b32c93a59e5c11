package io.djong.api.validation.autoscaling;

import io.djong.api.types.autoscaling.v1.Scale;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.meta.ObjectMetaRules;

/// How many replicas a workload has.
public final class ScaleRules {
    private ScaleRules() {}

    public static void check(FieldErrors errors, Scale scale) {
        ObjectMetaRules.create(errors, scale.metadata(), true, NameRule.SUBDOMAIN);
        Numbers.notNegative(
                errors, FieldPath.of("spec").child("replicas"), scale.spec().replicas());
    }
}
