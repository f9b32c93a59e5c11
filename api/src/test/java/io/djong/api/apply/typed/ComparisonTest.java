package io.djong.api.apply.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.json.JsonSpans;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What upstream's comparison finds in pods, by their schema.
final class ComparisonTest {
    private static Comparison compare(String before, String after) throws Exception {
        return new Typed(SchemaTypes.of("core/v1.Pod"), spans(before)).compare(spans(after));
    }

    private static JsonSpans spans(String text) throws Exception {
        return JsonSpans.of(text.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String text(FieldSet set) {
        return set.write().json().utf8().replace("\\\"", "'").replace("\"", "");
    }

    /// @param name what the row shows
    private record Row(String name, String before, String after, String removed, String modified, String added) {}

    @TestFactory
    Stream<DynamicTest> rows() {
        return Stream.of(
                        new Row("nothing", "{'spec':{'a':1}}", "{'spec':{'a':1}}", "{}", "{}", "{}"),
                        new Row(
                                "a scalar changes, one comes, one goes",
                                "{'spec':{'hostname':'a','nodeName':'n'}}",
                                "{'spec':{'hostname':'b','subdomain':'s'}}",
                                "{f:spec:{f:nodeName:{}}}",
                                "{f:spec:{f:hostname:{}}}",
                                "{f:spec:{f:subdomain:{}}}"),
                        new Row(
                                "a map that comes is itself added",
                                "{'metadata':{}}",
                                "{'metadata':{'labels':{'b':'1','a':'2'}}}",
                                "{}",
                                "{}",
                                "{f:metadata:{f:labels:{.:{},f:a:{},f:b:{}}}}"),
                        new Row(
                                "an atomic map is one",
                                "{'spec':{'nodeSelector':{'a':'1'}}}",
                                "{'spec':{'nodeSelector':{'a':'1','b':'2'}}}",
                                "{}",
                                "{f:spec:{f:nodeSelector:{}}}",
                                "{}"),
                        new Row(
                                "members in another order are the same",
                                "{'spec':{'nodeSelector':{'a':'1','b':'2'}}}",
                                "{'spec':{'nodeSelector':{'b':'2','a':'1'}}}",
                                "{}",
                                "{}",
                                "{}"),
                        new Row(
                                "elements are found by their keys, one of which has a default",
                                "{'spec':{'containers':[{'name':'c','ports':[{'containerPort':80}]}]}}",
                                "{'spec':{'containers':[{'name':'c','ports':[{'containerPort':80,'protocol':'TCP'},"
                                        + "{'containerPort':80,'protocol':'UDP'}]}]}}",
                                "{}",
                                "{}",
                                "{f:spec:{f:containers:{k:{'name':'c'}:{f:ports:{k:{'containerPort':80,'protocol':'TCP'}:{f:protocol:{}},"
                                        + "k:{'containerPort':80,'protocol':'UDP'}:{.:{},f:containerPort:{},f:protocol:{}}}}}}}"),
                        new Row(
                                "a set has its values",
                                "{'metadata':{'finalizers':['a','b']}}",
                                "{'metadata':{'finalizers':['c','b']}}",
                                "{f:metadata:{f:finalizers:{v:'a':{}}}}",
                                "{}",
                                "{f:metadata:{f:finalizers:{v:'c':{}}}}"),
                        new Row(
                                "an atomic list is one",
                                "{'spec':{'tolerations':[{'key':'a'}]}}",
                                "{'spec':{'tolerations':[{'key':'b'}]}}",
                                "{}",
                                "{f:spec:{f:tolerations:{}}}",
                                "{}"),
                        new Row(
                                "a list that was null has its elements",
                                "{'spec':{'containers':null}}",
                                "{'spec':{'containers':[{'name':'c'}]}}",
                                "{}",
                                "{}",
                                "{f:spec:{f:containers:{k:{'name':'c'}:{.:{},f:name:{}}}}}"),
                        new Row(
                                "an empty struct is added as a leaf",
                                "{'spec':{}}",
                                "{'spec':{'securityContext':{}}}",
                                "{}",
                                "{}",
                                "{f:spec:{f:securityContext:{}}}"),
                        new Row(
                                "elements of one name count together",
                                "{'spec':{'imagePullSecrets':[{'name':'a'}]}}",
                                "{'spec':{'imagePullSecrets':[{'name':'a'},{'name':'a'}]}}",
                                "{f:spec:{f:imagePullSecrets:{k:{'name':'a'}:{}}}}",
                                "{}",
                                "{f:spec:{f:imagePullSecrets:{k:{'name':'a'}:{}}}}"))
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    var found = compare(row.before(), row.after());
                    assertThat(text(found.removed())).as("removed").isEqualTo(row.removed());
                    assertThat(text(found.modified())).as("modified").isEqualTo(row.modified());
                    assertThat(text(found.added())).as("added").isEqualTo(row.added());
                }));
    }

    @Test
    void anElementWithoutItsKeysIsRefused() {
        assertThatThrownBy(() -> compare("{'spec':{}}", "{'spec':{'hostAliases':[{'hostnames':[]}],'volumes':[null]}}"))
                .isInstanceOf(FieldsException.class)
                .hasMessageContaining("null element");
    }
}
