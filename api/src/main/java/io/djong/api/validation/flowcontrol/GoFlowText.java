package io.djong.api.validation.flowcontrol;

import io.djong.api.json.JsonWriter;
import io.djong.api.types.flowcontrol.v1.FlowDistinguisherMethod;
import io.djong.api.types.flowcontrol.v1.FlowSchemaSpec;
import io.djong.api.types.flowcontrol.v1.NonResourcePolicyRule;
import io.djong.api.types.flowcontrol.v1.PolicyRulesWithSubjects;
import io.djong.api.types.flowcontrol.v1.PriorityLevelConfigurationSpec;
import io.djong.api.types.flowcontrol.v1.ResourcePolicyRule;
import io.djong.api.types.flowcontrol.v1.Subject;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Structures of flow control as upstream's messages show them: by the names that the fields have in its own
/// program, with all that is not set.
final class GoFlowText {
    private GoFlowText() {}

    static String of(FlowDistinguisherMethod method) {
        var out = new JsonWriter(32);
        method(out, method);
        return out.asText();
    }

    static String of(FlowSchemaSpec spec) {
        var out = new JsonWriter(256);
        out.beginObject();
        out.key("PriorityLevelConfiguration");
        named(out, spec.priorityLevelConfiguration().name());
        out.key("MatchingPrecedence");
        out.int64(spec.matchingPrecedence());
        out.key("DistinguisherMethod");
        method(out, spec.distinguisherMethod());
        out.key("Rules");
        list(out, spec.rules(), GoFlowText::rule);
        out.endObject();
        return out.asText();
    }

    static String of(PriorityLevelConfigurationSpec spec) {
        var out = new JsonWriter(256);
        out.beginObject();
        out.key("Type");
        out.string(spec.type());
        out.key("Limited");
        var limited = spec.limited();
        if (limited == null) {
            out.nullValue();
        } else {
            out.beginObject();
            out.key("NominalConcurrencyShares");
            var shares = limited.nominalConcurrencyShares();
            out.int64(shares == null ? 0 : shares);
            out.key("LimitResponse");
            out.beginObject();
            out.key("Type");
            out.string(limited.limitResponse().type());
            out.key("Queuing");
            var queuing = limited.limitResponse().queuing();
            if (queuing == null) {
                out.nullValue();
            } else {
                out.beginObject();
                number(out, "Queues", queuing.queues());
                number(out, "HandSize", queuing.handSize());
                number(out, "QueueLengthLimit", queuing.queueLengthLimit());
                out.endObject();
            }
            out.endObject();
            number(out, "LendablePercent", limited.lendablePercent());
            number(out, "BorrowingLimitPercent", limited.borrowingLimitPercent());
            out.endObject();
        }
        out.key("Exempt");
        var exempt = spec.exempt();
        if (exempt == null) {
            out.nullValue();
        } else {
            out.beginObject();
            number(out, "NominalConcurrencyShares", exempt.nominalConcurrencyShares());
            number(out, "LendablePercent", exempt.lendablePercent());
            out.endObject();
        }
        out.endObject();
        return out.asText();
    }

    private static void number(JsonWriter out, String key, @Nullable Integer value) {
        out.key(key);
        if (value == null) {
            out.nullValue();
        } else {
            out.int64(value);
        }
    }

    private static void method(JsonWriter out, @Nullable FlowDistinguisherMethod method) {
        if (method == null) {
            out.nullValue();
            return;
        }
        out.beginObject();
        out.key("Type");
        out.string(method.type());
        out.endObject();
    }

    private static void named(JsonWriter out, @Nullable String name) {
        if (name == null) {
            out.nullValue();
            return;
        }
        out.beginObject();
        out.key("Name");
        out.string(name);
        out.endObject();
    }

    private static void rule(JsonWriter out, PolicyRulesWithSubjects rule) {
        out.beginObject();
        out.key("Subjects");
        list(out, rule.subjects(), GoFlowText::subject);
        out.key("ResourceRules");
        list(out, rule.resourceRules(), GoFlowText::resources);
        out.key("NonResourceRules");
        list(out, rule.nonResourceRules(), GoFlowText::paths);
        out.endObject();
    }

    private static void subject(JsonWriter out, Subject subject) {
        var user = subject.user();
        var group = subject.group();
        var account = subject.serviceAccount();
        out.beginObject();
        out.key("Kind");
        out.string(subject.kind());
        out.key("User");
        named(out, user == null ? null : user.name());
        out.key("Group");
        named(out, group == null ? null : group.name());
        out.key("ServiceAccount");
        if (account == null) {
            out.nullValue();
        } else {
            out.beginObject();
            out.key("Namespace");
            out.string(account.namespace());
            out.key("Name");
            out.string(account.name());
            out.endObject();
        }
        out.endObject();
    }

    private static void resources(JsonWriter out, ResourcePolicyRule rule) {
        out.beginObject();
        texts(out, "Verbs", rule.verbs());
        texts(out, "APIGroups", rule.apiGroups());
        texts(out, "Resources", rule.resources());
        out.key("ClusterScope");
        out.bool(rule.clusterScope());
        texts(out, "Namespaces", rule.namespaces());
        out.endObject();
    }

    private static void paths(JsonWriter out, NonResourcePolicyRule rule) {
        out.beginObject();
        texts(out, "Verbs", rule.verbs());
        texts(out, "NonResourceURLs", rule.nonResourceURLs());
        out.endObject();
    }

    private static void texts(JsonWriter out, String key, List<String> values) {
        out.key(key);
        list(out, values, JsonWriter::string);
    }

    private static <T> void list(JsonWriter out, List<T> values, BiConsumer<JsonWriter, T> write) {
        if (values.isEmpty()) {
            out.nullValue();
            return;
        }
        out.beginArray();
        for (T value : values) {
            out.element();
            write.accept(out, value);
        }
        out.endArray();
    }
}
