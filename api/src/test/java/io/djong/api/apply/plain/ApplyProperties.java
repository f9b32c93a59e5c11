package io.djong.api.apply.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.apply.ApplyWrite;
import io.djong.api.apply.ConflictsException;
import io.djong.api.apply.ManagedWrite;
import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.paths.PathElement;
import io.djong.api.apply.typed.ApplyType;
import io.djong.api.apply.typed.Comparison;
import io.djong.api.apply.typed.SchemaTypes;
import io.djong.api.apply.typed.StructuralTypes;
import io.djong.api.apply.typed.Typed;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonSpans;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.schema.TypeSchema;
import io.djong.api.types.meta.v1.ManagedFieldsEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random managers that apply, force and update come to the same object, the same managed fields and the
/// same conflicts as in the plain implementation. `-Ddjong.seeds=20000` looks longer,
/// `-Ddjong.seed.first=17` begins elsewhere.
final class ApplyProperties {
    private static final int SEEDS = Integer.getInteger("djong.seeds", 1_000);
    private static final int FIRST = Integer.getInteger("djong.seed.first", 1);
    private static final int STEPS = 8;
    private static final String VERSION = "v1";

    @Test
    void valuesOfAnySchema() throws Exception {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            var schema = new RandomSchemas(seed).root();
            new Run(seed, schema, StructuralTypes.of(schema)).steps();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"core/v1.ServiceSpec", "apps/v1.DeploymentSpec", "core/v1.PodSpec", "core/v1.NodeStatus"})
    void valuesOfBuiltInTypes(String name) throws Exception {
        var schema = FactsAsSchema.of(TypeSchema.of(name)).with("type", new JsonString("object"));
        for (int seed = FIRST; seed < FIRST + SEEDS / 10; seed++) {
            new Run(seed, schema, SchemaTypes.of(name)).steps();
        }
    }

    /// One object, in both.
    private static final class Run {
        private final long seed;
        private final JsonObject schema;
        private final ApplyType type;
        private final RandomSchemas random;
        private final PlainApply plain;
        private final List<String> history = new ArrayList<>();
        private JsonObject live = JsonObject.EMPTY;
        private List<ManagedFieldsEntry> entries = List.of();
        private Instant now = Instant.EPOCH;

        Run(long seed, JsonObject schema, ApplyType type) {
            this.seed = seed;
            this.schema = schema;
            this.type = type;
            this.random = new RandomSchemas(seed * 31 + 7);
            this.plain = new PlainApply(schema);
        }

        void steps() throws Exception {
            for (int i = 0; i < STEPS; i++) {
                now = now.plusSeconds(1);
                var manager = random.manager();
                if (i > 0 && random.chance(3)) update(manager, random.changed(schema, live));
                else apply(manager, random.object(schema, false), random.chance(3));
                assertThat(live).as(this::story).isEqualTo(plain.live());
                assertThat(shown(managers())).as(this::story).isEqualTo(shown(plain.managers()));
            }
        }

        private String story() {
            return "seed " + seed + ", schema " + schema.toJson() + "\n" + String.join("\n", history);
        }

        private static Map<String, Set<String>> shown(Map<String, Set<List<String>>> managers) {
            var out = new TreeMap<String, Set<String>>();
            managers.forEach((name, fields) -> out.put(name, PlainApply.shown(fields)));
            return out;
        }

        private static JsonSpans spans(JsonObject value) {
            return JsonSpans.ofValid(value.toBytes());
        }

        private void update(String manager, JsonObject after) {
            history.add(manager + " updates " + after.toJson());
            var before = new Typed(type, spans(live));
            entries = new ManagedWrite(entries, List.of(), true, manager, VERSION, "", now)
                    .entries(new ManagedWrite.Versions() {
                        @Override
                        public Comparison changes(String apiVersion) throws FieldsException {
                            return before.compare(spans(after));
                        }

                        @Override
                        public ApplyType type(String apiVersion) {
                            return type;
                        }
                    });
            live = after;
            plain.update(manager, after);
        }

        private void apply(String manager, JsonObject config, boolean force) throws Exception {
            history.add(manager + (force ? " forces " : " applies ") + config.toJson());
            Set<PlainApply.Conflict> found = new HashSet<>();
            try {
                var applied = new ApplyWrite(entries, manager, VERSION, "", force, now)
                        .to(new Target(type, spans(live)), spans(config));
                if (applied.object() != null && applied.object().value(0) instanceof JsonObject object) live = object;
                entries = applied.entries();
            } catch (ConflictsException e) {
                for (var conflict : e.conflicts()) {
                    var quoted = conflict.manager();
                    var name = quoted.substring(1, quoted.indexOf('"', 1));
                    found.add(new PlainApply.Conflict(
                            quoted.contains(" using ") ? name : name + "*", path(conflict.path())));
                }
            }
            assertThat(found).as(this::story).isEqualTo(plain.apply(manager, config, force));
        }

        private Map<String, Set<List<String>>> managers() throws FieldsException {
            var out = new TreeMap<String, Set<List<String>>>();
            for (var entry : entries) {
                var fields = entry.fieldsV1();
                if (fields == null) continue;
                out.put(
                        entry.manager() + (entry.operation().equals("Apply") ? "*" : ""),
                        FieldSet.read(fields).paths().stream().map(Run::path).collect(Collectors.toSet()));
            }
            return out;
        }

        private static List<String> path(List<PathElement> path) {
            return path.stream().map(Run::step).toList();
        }

        private static String step(PathElement element) {
            return switch (element) {
                case PathElement.Field(String name) -> "f:" + name;
                case PathElement.Value(JsonValue value) -> "v:" + value.toJson();
                case PathElement.Index(int index) -> "i:" + index;
                case PathElement.Key(List<PathElement.Part> parts) ->
                    "k:"
                            + new JsonObject(parts.stream()
                                            .collect(Collectors.toMap(PathElement.Part::name, PathElement.Part::value)))
                                    .toJson();
            };
        }
    }

    private record Target(ApplyType type, JsonSpans live) implements ApplyWrite.Target {
        @Override
        public JsonSpans empty() {
            return Run.spans(JsonObject.EMPTY);
        }

        @Override
        public @Nullable ApplyType type(String apiVersion) {
            return type;
        }

        @Override
        public JsonSpans convert(JsonSpans object, String from, String to) {
            return object;
        }

        @Override
        public FieldSet changeable(FieldSet set) {
            return set;
        }
    }
}
