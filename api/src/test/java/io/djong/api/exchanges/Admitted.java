package io.djong.api.exchanges;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Objects without what the server and admission add to them or drop from them.
final class Admitted {
    private static final String TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount";

    private Admitted() {}

    static String plain(JsonObject object) {
        var plain = object.without("metadata").without("status");
        if (plain.get("spec") instanceof JsonObject spec) {
            plain = switch (object.string("kind")) {
                case "Pod" -> plain.with("spec", pod(spec));
                case "Node" -> plain.with("spec", without(spec, "taints", "key", "node.kubernetes.io/not-ready"));
                case "Namespace" -> plain.without("spec");
                default -> plain;
            };
        }
        if (object.string("kind").equals("EndpointSlice")) {
            plain = each(plain, "endpoints", endpoint -> endpoint.without("deprecatedTopology"));
        }
        return JsonOrder.sorted(plain);
    }

    private static JsonObject pod(JsonObject spec) {
        var plain = spec.without("serviceAccount")
                .without("serviceAccountName")
                .without("priority")
                .without("preemptionPolicy")
                .without("tolerations");
        if (plain.get("terminationGracePeriodSeconds") instanceof JsonNumber seconds
                && seconds.toString().startsWith("-")) {
            plain = plain.with("terminationGracePeriodSeconds", JsonNumber.of(1));
        }
        for (String list : List.of("containers", "initContainers")) {
            plain = each(plain, list, container -> without(container, "volumeMounts", "mountPath", TOKEN));
        }
        return without(plain, "volumes", "name", "kube-api-access-#####");
    }

    private static JsonObject without(JsonObject object, String list, String field, String value) {
        return filtered(object, list, item -> !value.equals(((JsonObject) item).string(field)));
    }

    private static JsonObject filtered(JsonObject object, String list, Predicate<JsonValue> keep) {
        if (!(object.get(list) instanceof JsonArray array)) {
            return object;
        }
        var items = array.values().stream().filter(keep).toList();
        return items.isEmpty() ? object.without(list) : object.with(list, new JsonArray(items));
    }

    private static JsonObject each(JsonObject object, String list, UnaryOperator<JsonObject> change) {
        if (!(object.get(list) instanceof JsonArray array)) {
            return object;
        }
        var items = new ArrayList<JsonValue>();
        for (var item : array.values()) {
            items.add(change.apply((JsonObject) item));
        }
        return object.with(list, new JsonArray(items));
    }
}
