package io.djong.apiserver.audit;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.yaml.Yaml;
import io.djong.api.yaml.YamlException;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.request.RequestInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What is written down of which requests: `Policy` of `audit.k8s.io/v1`. The first rule that matches
/// decides; without one nothing is written.
public final class AuditPolicy {
    static final String RECEIVED = "RequestReceived";
    static final String STARTED = "ResponseStarted";
    static final String COMPLETE = "ResponseComplete";

    private static final Set<String> STAGES = Set.of(RECEIVED, STARTED, COMPLETE, "Panic");
    private static final Set<String> FIELDS =
            Set.of("apiVersion", "kind", "metadata", "rules", "omitStages", "omitManagedFields");
    private static final Set<String> RULE_FIELDS = Set.of(
            "level",
            "users",
            "userGroups",
            "verbs",
            "resources",
            "namespaces",
            "nonResourceURLs",
            "omitStages",
            "omitManagedFields");

    private final List<AuditRule> rules;

    private AuditPolicy(List<AuditRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /// What a policy wants of one request.
    record Verdict(AuditLevel level, Set<String> omitStages) {
        static final Verdict NOTHING = new Verdict(AuditLevel.NONE, Set.of());
    }

    /// Reads a policy file.
    ///
    /// @throws IllegalArgumentException saying what is wrong with it
    public static AuditPolicy parse(byte[] yaml) {
        JsonObject policy;
        try {
            policy = Yaml.read(yaml).value() instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (YamlException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
        if (!text(policy, "apiVersion").equals("audit.k8s.io/v1")
                || !text(policy, "kind").equals("Policy")) {
            throw new IllegalArgumentException("not a Policy of audit.k8s.io/v1");
        }
        known(policy, FIELDS, "");
        var omitted = stages(policy, "omitStages");
        var rules = new ArrayList<AuditRule>();
        if (policy.get("rules") instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                rules.add(rule(array.get(i) instanceof JsonObject rule ? rule : JsonObject.EMPTY, i, omitted));
            }
        }
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("rules: at least one is needed");
        }
        return new AuditPolicy(rules);
    }

    Verdict verdict(User user, RequestInfo info) {
        for (var rule : rules) {
            if (rule.matches(user, info)) {
                return new Verdict(rule.level(), rule.omitStages());
            }
        }
        return Verdict.NOTHING;
    }

    private static AuditRule rule(JsonObject rule, int index, Set<String> omitted) {
        var path = "rules[" + index + "]";
        known(rule, RULE_FIELDS, path + ".");
        var level = AuditLevel.of(text(rule, "level"));
        if (level == null) {
            throw new IllegalArgumentException(path + ".level: one of None, Metadata, Request, RequestResponse, not \""
                    + text(rule, "level") + '"');
        }
        var resources = new ArrayList<AuditRule.Resources>();
        if (rule.get("resources") instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                var each = array.get(i) instanceof JsonObject object ? object : JsonObject.EMPTY;
                known(each, Set.of("group", "resources", "resourceNames"), path + ".resources[" + i + "].");
                resources.add(new AuditRule.Resources(
                        text(each, "group"), texts(each, "resources"), texts(each, "resourceNames")));
            }
        }
        var paths = texts(rule, "nonResourceURLs");
        if (!paths.isEmpty()
                && (!resources.isEmpty() || !texts(rule, "namespaces").isEmpty())) {
            throw new IllegalArgumentException(
                    path + ".nonResourceURLs: rules cannot apply to both regular resources and non-resource URLs");
        }
        var omit = new TreeSet<>(omitted);
        omit.addAll(stages(rule, "omitStages"));
        return new AuditRule(
                level,
                texts(rule, "users"),
                texts(rule, "userGroups"),
                texts(rule, "verbs"),
                resources,
                texts(rule, "namespaces"),
                paths,
                omit);
    }

    private static void known(JsonObject object, Set<String> fields, String path) {
        for (var name : object.members().keySet()) {
            if (!fields.contains(name)) {
                throw new IllegalArgumentException("unknown field \"" + path + name + '"');
            }
        }
    }

    private static Set<String> stages(JsonObject object, String name) {
        var stages = new TreeSet<>(texts(object, name));
        for (var stage : stages) {
            if (!STAGES.contains(stage)) {
                throw new IllegalArgumentException(name + ": one of " + new TreeSet<>(STAGES) + ", not " + stage);
            }
        }
        return stages;
    }

    private static String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString(var text) ? text : "";
    }

    private static List<String> texts(JsonObject object, String name) {
        var texts = new ArrayList<String>();
        if (object.get(name) instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof JsonString(var text)) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }
}
