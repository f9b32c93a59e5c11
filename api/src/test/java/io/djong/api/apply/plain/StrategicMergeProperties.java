package io.djong.api.apply.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.patch.PatchException;
import io.djong.api.patch.PatchField;
import io.djong.api.patch.PatchSchema;
import io.djong.api.patch.SchemaFacts;
import io.djong.api.patch.StrategicMergePatch;
import io.djong.api.schema.TypeSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random strategic merge patches with all directives come to the same object as in the plain
/// implementation. `-Ddjong.seeds=20000` looks longer.
final class StrategicMergeProperties {
    private static final int SEEDS = Integer.getInteger("djong.seeds", 1_000);
    private static final int FIRST = Integer.getInteger("djong.seed.first", 1);

    /// Of ten patches so many at least break no rule.
    private static final int WHOLE_OF_TEN = 5;

    @ParameterizedTest
    @ValueSource(strings = {"core/v1.PodSpec", "meta/v1.ObjectMeta", "core/v1.ServiceSpec", "core/v1.NodeStatus"})
    void patchesOfBuiltInTypes(String name) throws Exception {
        var type = TypeSchema.of(name);
        var schema = FactsAsSchema.of(type);
        var facts = SchemaFacts.of(type);
        int whole = 0;
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            var random = new RandomSchemas(seed);
            var original = random.object(schema, false);
            var patch = new Directives(new Random(seed)).in(random.object(schema, false), original, facts);
            JsonObject patched;
            try {
                patched = StrategicMergePatch.apply(original, patch, facts);
            } catch (PatchException e) {
                continue; // what breaks a rule is refused; which words are used is tested elsewhere
            }
            whole++;
            assertThat(patched)
                    .as("%s, seed %d:\n%s\n%s", name, seed, original.toJson(), patch.toJson())
                    .isEqualTo(PlainStrategicMerge.merge(original, patch, facts));
        }
        assertThat(whole).isGreaterThan(SEEDS / 10 * WHOLE_OF_TEN);
    }

    /// Puts directives into a patch.
    private record Directives(Random random) {
        JsonObject in(JsonObject patch, JsonObject original, PatchSchema schema) {
            var out = patch;
            if (random.nextInt(20) == 0) return out.with(PlainStrategicMerge.PATCH, new JsonString("replace"));
            for (var name : patch.members().keySet()) {
                var field = schema.field(name);
                var change = patch.get(name);
                if (field == null || change == null) continue;
                out = switch (change) {
                    case JsonObject part
                    when field.type().kind().equals("struct") ->
                        out.with(name, in(part, original.object(name), field.type()));
                    case JsonArray(var values)
                    when field.strategy().equals("merge") ->
                        list(out, name, values, original.array(name).values(), field);
                    default -> out;
                };
            }
            if (random.nextInt(8) == 0) {
                var kept = out.members().keySet().stream()
                        .filter(name -> !name.startsWith("$"))
                        .<JsonValue>map(JsonString::new)
                        .toList();
                out = out.with(PlainStrategicMerge.RETAIN, new JsonArray(kept));
            }
            return out;
        }

        private JsonObject list(
                JsonObject patch, String name, List<JsonValue> values, List<JsonValue> before, PatchField field) {
            if (field.mergeKey().isEmpty()) {
                var out = patch;
                if (random.nextInt(3) == 0 && !before.isEmpty()) {
                    var gone = new JsonArray(List.of(before.get(random.nextInt(before.size()))));
                    out = out.without(name).with(PlainStrategicMerge.DELETE + name, gone);
                }
                return out;
            }
            var changes = new ArrayList<JsonValue>();
            for (var value : values) {
                if (!(value instanceof JsonObject object)) continue;
                var key = object.get(field.mergeKey());
                changes.add(
                        key != null && random.nextInt(5) == 0
                                ? JsonObject.EMPTY
                                        .with(field.mergeKey(), key)
                                        .with(PlainStrategicMerge.PATCH, new JsonString("delete"))
                                : in(object, JsonObject.EMPTY, field.type()));
            }
            var out = patch.with(name, new JsonArray(changes));
            return random.nextInt(2) == 0
                    ? out
                    : out.with(PlainStrategicMerge.ORDER + name, order(changes, before, field));
        }

        /// All that the patch keeps in its order, and some of the rest anywhere.
        private JsonArray order(List<JsonValue> changes, List<JsonValue> before, PatchField field) {
            var out = new LinkedHashSet<JsonValue>();
            var others = new ArrayList<JsonValue>(before);
            Collections.shuffle(others, random);
            for (var change : changes) {
                if (change instanceof JsonObject object && object.get(PlainStrategicMerge.PATCH) == null) {
                    out.add(only(object, field));
                }
                if (!others.isEmpty() && others.removeLast() instanceof JsonObject other && random.nextBoolean()) {
                    out.add(only(other, field));
                }
            }
            return new JsonArray(List.copyOf(out));
        }

        private static JsonObject only(JsonObject element, PatchField field) {
            var key = element.get(field.mergeKey());
            return key == null ? JsonObject.EMPTY : JsonObject.EMPTY.with(field.mergeKey(), key);
        }
    }
}
