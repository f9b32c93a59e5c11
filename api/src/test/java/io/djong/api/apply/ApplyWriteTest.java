package io.djong.api.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.typed.ApplyType;
import io.djong.api.apply.typed.Comparison;
import io.djong.api.apply.typed.SchemaTypes;
import io.djong.api.apply.typed.Typed;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonSpans;
import io.djong.api.json.JsonValue;
import io.djong.api.types.meta.v1.ManagedFieldsEntry;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Applies and updates of one Deployment, one after the other, as appliers, controllers and people do
/// them.
final class ApplyWriteTest {
    private static final ApplyType TYPE = SchemaTypes.of("apps/v1.Deployment");
    private static final String VERSION = "apps/v1";

    private String object = "{}";
    private List<ManagedFieldsEntry> entries = List.of();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private static JsonSpans spans(String text) throws JsonException {
        return JsonSpans.ofValid(JsonValue.parse(text.replace('\'', '"')).toBytes());
    }

    private record Target(JsonSpans live) implements ApplyWrite.Target {
        @Override
        public JsonSpans empty() {
            return JsonSpans.ofValid("{\"spec\":{}}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        @Override
        public @Nullable ApplyType type(String apiVersion) {
            return apiVersion.equals(VERSION) ? TYPE : null;
        }

        @Override
        public JsonSpans convert(JsonSpans value, String from, String to) {
            return value;
        }

        @Override
        public FieldSet changeable(FieldSet set) {
            return set;
        }
    }

    private void apply(String manager, boolean force, String config) throws Exception {
        now = now.plusSeconds(1);
        var applied =
                new ApplyWrite(entries, manager, VERSION, "", force, now).to(new Target(spans(object)), spans(config));
        if (applied.object() != null) object = applied.object().value(0).toJson();
        entries = applied.entries();
    }

    private void apply(String manager, String config) throws Exception {
        apply(manager, false, config);
    }

    private void update(String manager, String after) throws Exception {
        now = now.plusSeconds(1);
        var before = spans(object);
        var changed = spans(after);
        entries = new ManagedWrite(entries, List.of(), true, manager, VERSION, "", now)
                .entries(new ManagedWrite.Versions() {
                    @Override
                    public @Nullable Comparison changes(String apiVersion) throws FieldsException {
                        return apiVersion.equals(VERSION) ? new Typed(TYPE, before).compare(changed) : null;
                    }

                    @Override
                    public @Nullable ApplyType type(String apiVersion) {
                        return apiVersion.equals(VERSION) ? TYPE : null;
                    }
                });
        object = changed.value(0).toJson();
    }

    private String object() {
        return object.replace('"', '\'');
    }

    private String managers() {
        return entries.stream()
                .map(entry -> entry.manager() + " " + entry.operation() + " "
                        + (entry.fieldsV1() == null
                                ? ""
                                : entry.fieldsV1()
                                        .json()
                                        .utf8()
                                        .replace("\\\"", "'")
                                        .replace("\"", "")))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void whatAnApplierLeavesOutGoes() throws Exception {
        apply("a", "{'spec':{'replicas':3,'paused':true}}");
        apply("a", "{'spec':{'paused':true}}");
        assertThat(object()).isEqualTo("{'spec':{'paused':true}}");
        assertThat(managers()).isEqualTo("a Apply {f:spec:{f:paused:{}}}");
    }

    @Test
    void whatAnotherManagesStays() throws Exception {
        apply("a", "{'spec':{'replicas':3,'paused':true}}");
        apply("b", "{'spec':{'replicas':3}}");
        apply("a", "{'spec':{'paused':true}}");
        assertThat(object()).isEqualTo("{'spec':{'paused':true,'replicas':3}}");
        assertThat(managers()).isEqualTo("b Apply {f:spec:{f:replicas:{}}}\na Apply {f:spec:{f:paused:{}}}");
    }

    @Test
    void aChangeOfWhatAnotherManagesIsAConflict() throws Exception {
        apply("a", "{'spec':{'replicas':3,'paused':true}}");
        update("b", "{'spec':{'replicas':4,'paused':true}}");
        assertThatThrownBy(() -> apply("a", "{'spec':{'replicas':3,'paused':true}}"))
                .isInstanceOf(ConflictsException.class)
                .hasMessage("Apply failed with 1 conflict: conflict with \"b\" using apps/v1: .spec.replicas");
        apply("a", true, "{'spec':{'replicas':3,'paused':true}}");
        assertThat(managers()).isEqualTo("a Apply {f:spec:{f:paused:{},f:replicas:{}}}");
    }

    @Test
    void severalConflictsAreGroupedByManager() throws Exception {
        apply("a", "{'spec':{'replicas':3,'paused':true}}");
        apply("b", "{'spec':{'minReadySeconds':1}}");
        assertThatThrownBy(() -> apply("c", "{'spec':{'replicas':1,'paused':false,'minReadySeconds':2}}"))
                .hasMessage("Apply failed with 3 conflicts: conflicts with \"a\":\n- .spec.paused\n- .spec.replicas\n"
                        + "conflicts with \"b\":\n- .spec.minReadySeconds");
    }

    @Test
    void elementsOfAListAreOwnedByTheirKeys() throws Exception {
        apply("a", "{'spec':{'template':{'spec':{'containers':[{'name':'x','image':'1'},{'name':'y','image':'2'}]}}}}");
        apply("b", "{'spec':{'template':{'spec':{'containers':[{'name':'z','image':'3'},{'name':'x','tty':true}]}}}}");
        assertThat(object())
                .isEqualTo("{'spec':{'template':{'spec':{'containers':[{'image':'3','name':'z'},"
                        + "{'image':'1','name':'x','tty':true},{'image':'2','name':'y'}]}}}}");
        apply("a", "{'spec':{'template':{'spec':{'containers':[{'name':'y','image':'2'}]}}}}");
        assertThat(object())
                .isEqualTo("{'spec':{'template':{'spec':{'containers':[{'image':'3','name':'z'},"
                        + "{'name':'x','tty':true},{'image':'2','name':'y'}]}}}}");
    }

    @Test
    void anUnchangedApplyKeepsItsTime() throws Exception {
        apply("a", "{'spec':{'replicas':3}}");
        var before = entries;
        apply("a", "{'spec':{'replicas':3}}");
        assertThat(entries).isEqualTo(before);
        apply("b", "{'spec':{'replicas':3}}");
        assertThat(entries.getFirst().manager()).isEqualTo("b");
        assertThat(entries.getFirst().time()).isNull();
    }

    @Test
    void whatWasThereBeforeTheFirstApplyIsOnes() throws Exception {
        object = "{\"spec\":{\"replicas\":3}}";
        assertThatThrownBy(() -> apply("a", "{'spec':{'replicas':1}}"))
                .hasMessage("Apply failed with 1 conflict: conflict with \"before-first-apply\" using apps/v1:"
                        + " .spec.replicas");
        apply("a", true, "{'spec':{'replicas':1,'paused':true}}");
        assertThat(managers()).isEqualTo("a Apply {f:spec:{f:paused:{},f:replicas:{}}}");
    }

    @Test
    void whatAClientAppliedIsNoConflictForKubectl() throws Exception {
        var last =
                "{\\\"apiVersion\\\":\\\"apps/v1\\\",\\\"kind\\\":\\\"Deployment\\\",\\\"spec\\\":{\\\"replicas\\\":3}}";
        var annotations = "\"annotations\":{\"kubectl.kubernetes.io/last-applied-configuration\":\"" + last + "\"}";
        object = "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{" + annotations
                + "},\"spec\":{\"replicas\":3,\"paused\":true}}";
        apply("kubectl", "{'apiVersion':'apps/v1','kind':'Deployment','spec':{'replicas':5}}");
        assertThat(object).contains("5}}\\n\"}").endsWith("\"spec\":{\"paused\":true,\"replicas\":5}}");
        assertThatThrownBy(
                        () -> apply("kubectl", "{'apiVersion':'apps/v1','kind':'Deployment','spec':{'paused':false}}"))
                .isInstanceOf(ConflictsException.class);
    }

    @Test
    void theOldestOfManyUpdatersCountTogether() throws Exception {
        apply("a", "{'spec':{'replicas':3}}");
        var labels = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            labels.append(i == 0 ? "" : ",").append("'l").append(i).append("':'x'");
            update("u" + i, "{'metadata':{'labels':{" + labels + "}},'spec':{'replicas':3}}");
        }
        assertThat(entries.stream().map(ManagedFieldsEntry::manager))
                .containsExactly("a", "ancient-changes", "u3", "u4", "u5", "u6", "u7", "u8", "u9", "u10", "u11");
    }

    @Test
    void anUpdateThatChangesNothingChangesNoEntry() throws Exception {
        apply("a", "{'spec':{'replicas':3}}");
        var before = entries;
        update("b", "{'spec':{'replicas':3}}");
        assertThat(entries).isSameAs(before);
    }

    @Test
    void aValueThatIsTooDeepIsRefused() {
        var deep = "{'data':" + "{'a':".repeat(5_000) + "{}" + "}".repeat(5_000) + "}";
        assertThatThrownBy(() -> new Typed(SchemaTypes.of("apps/v1.ControllerRevision"), spans(deep)).check())
                .hasMessageContaining("exceeded max depth");
    }

    @Test
    void aValueThatIsNotOfItsTypeIsRefused() {
        assertThatThrownBy(() -> new Typed(TYPE, spans("{'spec':{'replicas':'x','zz':1}}")).check())
                .hasMessage("errors:\n  .spec.replicas: expected numeric (int or float), got string\n"
                        + "  .spec.zz: field not declared in schema");
        assertThatThrownBy(() -> new Typed(
                                TYPE,
                                spans("{'spec':{'template':{'spec':{'containers':[{'name':'a'},{'name':'a'}]}}}}"))
                        .check())
                .hasMessage(".spec.template.spec.containers: duplicate entries for key [name=\"a\"]");
    }
}
