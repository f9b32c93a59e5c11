package io.djong.apiserver.registry.admission;

import io.djong.api.types.admissionregistration.v1.ParamKind;
import io.djong.api.types.admissionregistration.v1.ParamRef;
import io.djong.api.types.meta.v1.LabelSelector;
import org.jspecify.annotations.Nullable;

/// Cells that the tables of policies and of bindings share.
final class PolicyColumns {
    private static final String UNSET = "<unset>";

    private PolicyColumns() {}

    static String kind(@Nullable ParamKind param) {
        return param == null ? UNSET : param.apiVersion() + "/" + param.kind();
    }

    /// Without a namespace it is not known whether the parameter has one.
    static String ref(@Nullable ParamRef ref) {
        if (ref == null) {
            return UNSET;
        }
        if (!ref.name().isEmpty()) {
            return (ref.namespace().isEmpty() ? "*" : ref.namespace()) + "/" + ref.name();
        }
        return ref.selector() == null ? UNSET : selector(ref.selector());
    }

    /// As upstream's generated code prints the structure.
    private static String selector(LabelSelector selector) {
        var text = new StringBuilder("&LabelSelector{MatchLabels:map[string]string{");
        selector.matchLabels()
                .forEach((key, value) ->
                        text.append(key).append(": ").append(value).append(','));
        text.append("},MatchExpressions:[]LabelSelectorRequirement{");
        for (var expression : selector.matchExpressions()) {
            text.append("LabelSelectorRequirement{Key:")
                    .append(expression.key())
                    .append(",Operator:")
                    .append(expression.operator())
                    .append(",Values:[")
                    .append(String.join(" ", expression.values()))
                    .append("],},");
        }
        return text.append("},}").toString();
    }
}
