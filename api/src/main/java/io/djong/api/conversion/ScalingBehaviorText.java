package io.djong.api.conversion;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.types.autoscaling.v2.HPAScalingPolicy;
import io.djong.api.types.autoscaling.v2.HPAScalingRules;
import io.djong.api.types.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.djong.api.types.autoscaling.v2.HorizontalPodAutoscalerBehaviorCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an autoscaler behaves, as the annotation of its first version holds it: JSON of the server's inner form, whose
/// names begin with capitals, and which leaves nothing out.
final class ScalingBehaviorText {
    private ScalingBehaviorText() {}

    static String write(HorizontalPodAutoscalerBehavior behavior) {
        return "{\"ScaleUp\":" + rules(behavior.scaleUp()) + ",\"ScaleDown\":" + rules(behavior.scaleDown()) + "}";
    }

    private static String rules(@Nullable HPAScalingRules rules) {
        if (rules == null) {
            return "null";
        }
        var policies = new ArrayList<String>();
        for (HPAScalingPolicy policy : rules.policies()) {
            policies.add("{\"Type\":" + text(policy.type()) + ",\"Value\":" + policy.value() + ",\"PeriodSeconds\":"
                    + policy.periodSeconds() + "}");
        }
        return "{\"StabilizationWindowSeconds\":" + rules.stabilizationWindowSeconds() + ",\"SelectPolicy\":"
                + text(rules.selectPolicy()) + ",\"Policies\":"
                + (policies.isEmpty() ? "null" : "[" + String.join(",", policies) + "]") + ",\"Tolerance\":"
                + (rules.tolerance() == null ? "null" : text(rules.tolerance().toString())) + "}";
    }

    private static String text(@Nullable String text) {
        return text == null ? "null" : new JsonString(text).toJson();
    }

    /// The behavior; null when the text is none, or says nothing.
    static @Nullable HorizontalPodAutoscalerBehavior read(String text) {
        try {
            var tree = small(JsonValue.parse(text.getBytes(UTF_8)));
            var behavior = Json.read(
                    HorizontalPodAutoscalerBehaviorCodec.CODEC, tree.toJson().getBytes(UTF_8));
            return behavior.equals(HorizontalPodAutoscalerBehavior.EMPTY) ? null : behavior;
        } catch (JsonException _) {
            return null;
        }
    }

    /// The tree with names that begin with small letters, and without nulls.
    private static JsonValue small(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                object.members().forEach((name, member) -> {
                    if (!(member instanceof JsonNull) && !name.isEmpty()) {
                        members.put(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), small(member));
                    }
                });
                yield new JsonObject(members);
            }
            case JsonArray array ->
                new JsonArray(
                        array.values().stream().map(ScalingBehaviorText::small).toList());
            default -> value;
        };
    }
}
