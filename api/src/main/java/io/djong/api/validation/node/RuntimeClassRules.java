package io.djong.api.validation.node;

import io.djong.api.types.core.v1.Toleration;
import io.djong.api.types.core.v1.TolerationCodec;
import io.djong.api.types.node.v1.RuntimeClass;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.core.ResourceRules;
import io.djong.api.validation.core.SchedulingRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.HashSet;
import java.util.List;

/// Ways to run containers: the handler cannot change.
public final class RuntimeClassRules {
    private static final FieldPath HANDLER = FieldPath.of("handler");
    private static final FieldPath SCHEDULING = FieldPath.of("scheduling");

    private RuntimeClassRules() {}

    /// A new one.
    public static void create(FieldErrors errors, RuntimeClass runtime) {
        ObjectMetaRules.createGeneric(errors, runtime.metadata(), false, NameRule.SUBDOMAIN, FieldPath.of("metadata"));
        if (runtime.handler().isEmpty()) {
            errors.required(HANDLER);
        } else {
            errors.invalidEach(HANDLER, runtime.handler(), DnsNames.label(runtime.handler()));
        }
        if (runtime.overhead() != null) {
            ResourceRules.limits(
                    errors, FieldPath.of("overhead"), runtime.overhead().podFixed());
        }
        var scheduling = runtime.scheduling();
        if (scheduling != null) {
            LabelNames.labels(errors, SCHEDULING.child("nodeSelector"), scheduling.nodeSelector());
            tolerations(errors, SCHEDULING.child("tolerations"), scheduling.tolerations());
        }
    }

    private static void tolerations(FieldErrors errors, FieldPath path, List<Toleration> tolerations) {
        SchedulingRules.tolerations(errors, path, tolerations);
        var seen = new HashSet<Toleration>();
        for (int i = 0; i < tolerations.size(); i++) {
            var toleration = tolerations.get(i);
            if (!seen.add(toleration.withTolerationSeconds(null))) {
                errors.duplicateShown(
                        path.index(i), InternalJson.of("core/v1.Toleration", TolerationCodec.CODEC, toleration));
            }
        }
    }

    /// A changed one.
    public static void update(FieldErrors errors, RuntimeClass runtime, RuntimeClass old) {
        create(errors, runtime);
        ObjectMetaRules.updateGeneric(errors, runtime.metadata(), old.metadata());
        ObjectMetaRules.immutable(errors, HANDLER, runtime.handler(), old.handler());
    }
}
