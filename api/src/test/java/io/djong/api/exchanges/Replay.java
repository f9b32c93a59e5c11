package io.djong.api.exchanges;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.codec.DecodeOptions;
import io.djong.api.codec.Json;
import io.djong.api.defaults.Defaults;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.GroupVersionResource;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.services.ServiceFacts;
import io.djong.api.types.Types;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Service;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plays the part of a server that has nothing but decoding, defaults and rules.
final class Replay {
    private static final String UID = "11111111-1111-1111-1111-111111111111";

    /// Kinds with rules of their own.
    private static final Set<String> KINDS = Set.of(
            "Namespace",
            "Pod",
            "PodTemplate",
            "Service",
            "Endpoints",
            "EndpointSlice",
            "ConfigMap",
            "Secret",
            "ServiceAccount",
            "Node",
            "LimitRange",
            "Deployment",
            "ReplicaSet",
            "ControllerRevision",
            "Lease",
            "PriorityClass",
            "Event",
            "SubjectAccessReview",
            "SelfSubjectAccessReview",
            "LocalSubjectAccessReview",
            "Role",
            "ClusterRole",
            "RoleBinding",
            "ClusterRoleBinding");

    /// What was expected and what came instead.
    record Difference(int step, String expected, String actual) {
        @Override
        public String toString() {
            return "step " + step + "\n  expected " + expected + "\n  but was  " + actual;
        }
    }

    private final Map<String, JsonObject> objects = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private int checked;

    List<Difference> differences() {
        return differences;
    }

    int checked() {
        return checked;
    }

    void play(Exchanges.Case one) {
        for (int i = 0; i < one.steps().size(); i++) {
            var step = one.steps().get(i);
            if (step.get("path") != null && step.get("body") instanceof JsonObject body) {
                play(i, step, body);
            }
        }
    }

    private void play(int index, JsonObject step, JsonObject body) {
        var target = Target.of(step.string("path"));
        int code = number(step.object("expect"), "code");
        boolean creates = step.string("method").equals("POST");
        boolean replaces = step.string("method").equals("PUT");
        if (target == null
                || step.string("query").contains("fieldManager")
                || !KINDS.contains(target.resource().kind())
                || target.resource().group().equals("events.k8s.io")
                || !(creates || replaces)
                || (code >= 300 && code != 422)) {
            return;
        }
        var kind = body.get("kind");
        if (kind != null && !kind.equals(new JsonString(target.resource().kind()))) {
            return;
        }
        try {
            if (creates && target.name().isEmpty()) {
                create(index, step, body, target, code);
            } else if (replaces
                    && (target.subresource().isEmpty() || target.subresource().equals("status"))) {
                replace(index, step, body, target, code);
            }
        } catch (JsonException e) {
            differences.add(new Difference(index, "code " + code, "does not decode: " + e.getMessage()));
        }
    }

    private void create(int index, JsonObject step, JsonObject body, Target target, int code) throws JsonException {
        var meta = body.object("metadata");
        var named = body.without("status").with("metadata", filled(meta, target));
        var object = prepared(decode(target.resource(), named));
        check(index, step, code, Validation.create(object));
        if (code == 201 && !step.string("query").contains("dryRun=All")) {
            objects.put(target.key(object.metadata().name()), stored(object));
        }
        if (code == 201 && step.object("expect").get("body") instanceof JsonObject expected) {
            compare(index, expected, object);
        }
    }

    private void replace(int index, JsonObject step, JsonObject body, Target target, int code) throws JsonException {
        var before = objects.get(target.key(target.name()));
        if (before == null) {
            return;
        }
        boolean status = target.subresource().equals("status");
        var merged = status ? withPart(before, body, "status") : withPart(body, before, "status");
        var meta = kept(filled(body.object("metadata"), target), before.object("metadata"));
        var object = prepared(decode(target.resource(), merged.with("metadata", meta)));
        var old = decode(target.resource(), before);
        check(index, step, code, status ? Validation.updateStatus(object, old) : Validation.update(object, old));
        if (code == 200 && !step.string("query").contains("dryRun=All")) {
            objects.put(target.key(target.name()), stored(object));
        }
    }

    private static JsonObject withPart(JsonObject whole, JsonObject other, String part) {
        var value = other.get(part);
        return value == null ? whole.without(part) : whole.with(part, value);
    }

    private static JsonObject filled(JsonObject meta, Target target) {
        var own = meta.without("managedFields");
        var filled = own.get("namespace") == null && !target.namespace().isEmpty()
                ? own.with("namespace", new JsonString(target.namespace()))
                : own;
        if (filled.string("name").isEmpty() && !filled.string("generateName").isEmpty()) {
            filled = filled.with("name", new JsonString(filled.string("generateName") + "abcde"));
        }
        return filled;
    }

    private static JsonObject kept(JsonObject meta, JsonObject before) {
        var kept = meta;
        for (String field : List.of("creationTimestamp", "generation")) {
            var value = before.get(field);
            kept = value == null ? kept.without(field) : kept.with(field, value);
        }
        kept = kept.string("uid").isEmpty() ? kept.with("uid", new JsonString(UID)) : kept;
        return kept.string("resourceVersion").isEmpty() ? kept.with("resourceVersion", new JsonString("1")) : kept;
    }

    private static JsonObject stored(KubeObject object) throws JsonException {
        var json = (JsonObject) JsonValue.parse(Json.write(object));
        var meta = json.object("metadata")
                .with("uid", new JsonString(UID))
                .with("creationTimestamp", new JsonString("2020-01-01T00:00:00Z"))
                .with("resourceVersion", new JsonString("1"));
        return json.with("metadata", meta);
    }

    private static KubeObject decode(Resource<?> resource, JsonObject json) throws JsonException {
        byte[] bytes = json.toString()
                .replace("${SFX}", "abcde")
                .replaceAll("\\$\\{[0-9]+\\.metadata\\.uid}", UID)
                .replaceAll("\\$\\{[0-9]+\\.metadata\\.resourceVersion}", "1")
                .getBytes(UTF_8);
        return Defaults.apply(
                Json.read(resource.type(), bytes, DecodeOptions.LENIENT).value());
    }

    /// What admission and allocation add.
    private static KubeObject prepared(KubeObject object) {
        return switch (object) {
            case Pod pod
            when pod.spec().serviceAccountName().isEmpty() ->
                pod.withSpec(pod.spec().withServiceAccountName("default").withServiceAccount("default"));
            case Service service
            when service.spec().clusterIP().isEmpty() && !service.spec().type().equals("ExternalName") ->
                service.withSpec(service.spec()
                        .withClusterIP("10.43.0.9")
                        .withClusterIPs(List.of("10.43.0.9"))
                        .withIpFamilies(List.of("IPv4"))
                        .withHealthCheckNodePort(ServiceFacts.needsHealthCheck(service.spec()) ? 30000 : 0));
            default -> object;
        };
    }

    private void check(int index, JsonObject step, int code, List<FieldError> errors) {
        checked++;
        var expected = code == 422 ? causes(step) : List.<String>of();
        var actual = new ArrayList<String>();
        for (var error : errors) {
            actual.add(error.field() + " | " + Dumps.hide(error.body()).replace("abcde", "${SFX}"));
        }
        if (!expected.equals(actual)) {
            differences.add(new Difference(index, expected.toString(), actual.toString()));
        }
    }

    private static List<String> causes(JsonObject step) {
        var causes = new ArrayList<String>();
        var details = step.object("expect").object("body").object("details");
        for (var cause : details.array("causes").values()) {
            var one = (JsonObject) cause;
            causes.add(one.string("field") + " | " + Dumps.hide(one.string("message")));
        }
        return causes;
    }

    private void compare(int index, JsonObject expected, KubeObject object) throws JsonException {
        var actual = (JsonObject) JsonValue.parse(Json.write(object));
        if (expected.get("kind") == null || object instanceof Service) {
            return;
        }
        String wanted = Admitted.plain(expected);
        String got = Admitted.plain(actual).replace("abcde", "${SFX}");
        if (!wanted.equals(got)) {
            differences.add(new Difference(index, wanted, got));
        }
    }

    private static int number(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber number ? Integer.parseInt(number.toString()) : 0;
    }

    /// What a path names.
    private record Target(Resource<?> resource, String namespace, String name, String subresource) {
        static @Nullable Target of(String path) {
            var parts = List.of(path.substring(1).split("/"));
            boolean core = parts.getFirst().equals("api");
            int at = core ? 2 : 3;
            if (parts.size() <= at) {
                return null;
            }
            String group = core ? "" : parts.get(1);
            String version = parts.get(at - 1);
            String namespace = "";
            if (parts.get(at).equals("namespaces")
                    && parts.size() > at + 2
                    && Types.resource(new GroupVersionResource(group, version, parts.get(at + 2))) != null) {
                namespace = parts.get(at + 1);
                at += 2;
            }
            var resource = Types.resource(new GroupVersionResource(group, version, parts.get(at)));
            return resource == null
                    ? null
                    : new Target(
                            resource,
                            namespace,
                            parts.size() > at + 1 ? parts.get(at + 1) : "",
                            parts.size() > at + 2 ? parts.get(at + 2) : "");
        }

        String key(String object) {
            return resource.plural() + "/" + namespace + "/" + object.replace("abcde", "${SFX}");
        }
    }
}
