package io.djong.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.DecodeOptions;
import io.djong.api.codec.Json;
import io.djong.api.defaults.Defaults;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinition;
import io.djong.api.validation.ErrorType;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules in schemas of definitions, where they stand: what they see, and what they may cost.
class DefinitionExpressionsTest {
    @SuppressWarnings("InlineFormatString") // too long for where it is used
    private static final String DEFINITION = """
            {"metadata":{"name":"things.example.com"},"spec":{"group":"example.com","scope":"Namespaced",
            "names":{"plural":"things","singular":"thing","kind":"Thing","listKind":"ThingList"},
            "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":%s}}]},
            "status":{"storedVersions":["v1"]}}""";

    @SuppressWarnings("InlineFormatString")
    private static final String SCHEMA = """
            {"type":"object","x-kubernetes-validations":%s,"properties":{"spec":{"type":"object","properties":{
            "name":{"type":"string","maxLength":20},
            "any":{"x-kubernetes-int-or-string":true,"maxLength":10},
            "kept":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
            "pod":{"type":"object","x-kubernetes-embedded-resource":true,"x-kubernetes-preserve-unknown-fields":true},
            "a-b":{"type":"string"},"namespace":{"type":"string"},
            "until":{"type":"string","format":"date-time"},
            "long":{"type":"array","items":{"type":"string","x-kubernetes-validations":%s}},
            "short":{"type":"array","maxItems":10,"items":{"type":"string","maxLength":10}},
            "keyed":{"type":"array","maxItems":10,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["k"],
            "items":{"type":"object","required":["k"],"properties":{"k":{"type":"string"}},
            "x-kubernetes-validations":%s}}}}}}""";

    private static final String ROOT = "spec.validation.openAPIV3Schema";
    private static final String HINT = " (try simplifying the rule, or adding maxItems, maxProperties, and maxLength"
            + " where arrays, maps, and strings are declared)";

    private final Validation validation =
            new Validation(true, new AdmissionCompiler(), new SchemaRuleCompiler(), new SelectorCompiler());

    private List<FieldError> check(String root, String inLong, String inKeyed) throws Exception {
        var text = DEFINITION.formatted(SCHEMA.formatted(root, inLong, inKeyed));
        var read =
                Json.read(CustomResourceDefinition.TYPE, text.getBytes(StandardCharsets.UTF_8), DecodeOptions.LENIENT);
        return validation.checkCreate(Defaults.apply(read.value()));
    }

    private static String rule(String text) {
        return "[{\"rule\":\"" + text + "\"}]";
    }

    private static List<String> told(List<FieldError> errors) {
        return errors.stream()
                .map(error ->
                        error.field().replace(ROOT, "") + ": " + error.detail().replaceFirst("(?s)\n.*", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "self.spec.name == 'a' && self.metadata.name == 'b' && self.kind == 'Thing'",
                "self.spec.any == 1 || self.spec.any == 'x'",
                "self.spec.a__dash__b == self.spec.namespace && self.spec.__namespace__ != ''",
                "self.spec.pod.metadata.generateName == '' && self.spec.pod.apiVersion == 'v1'",
                "self.spec.until > timestamp('2020-01-01T00:00:00Z')",
                "self.spec.name == oldSelf.spec.name",
                "self.spec.short.all(x, self.spec.short.exists(y, x == y))",
            })
    void compiles(String rule) throws Exception {
        assertThat(told(check(rule(rule), "[]", "[]"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "self.spec.kept.x == 1 | compilation failed: ERROR: <input>:1:15: undefined field 'x'",
                "self.metadata.labels == {} | compilation failed: ERROR: <input>:1:14: undefined field 'labels'",
                "self.spec.pod.spec == 1 | compilation failed: ERROR: <input>:1:14: undefined field 'spec'",
                "self.spec.name | cel expression must evaluate to a bool",
                "self.spec.name > 1 | compilation failed: ERROR: <input>:1:16: found no matching overload for '_>_'"
                        + " applied to '(string, int)'",
            })
    void doesNotCompile(String rule, String problem) throws Exception {
        assertThat(told(check(rule(rule), "[]", "[]")))
                .containsExactly(".x-kubernetes-validations[0].rule: " + problem);
    }

    @Test
    void theOldValueOfAnItemIsKnownByItsKey() throws Exception {
        assertThat(told(check("[]", "[]", rule("self.k == oldSelf.k")))).isEmpty();
        assertThat(told(check("[]", rule("self == oldSelf"), "[]")))
                .contains(".properties[spec].properties[long].items.x-kubernetes-validations[0].rule: oldSelf cannot be"
                        + " used on the uncorrelatable portion of the schema within " + ROOT
                        + ".properties[spec].properties[long]");
        assertThat(told(check("[{\"rule\":\"true\",\"optionalOldSelf\":true}]", "[]", "[]")))
                .containsExactly(".x-kubernetes-validations[0].optionalOldSelf: may not be set if oldSelf is not used"
                        + " in rule");
    }

    @Test
    void messagesAreCompiledToo() throws Exception {
        assertThat(told(check("[{\"rule\":\"true\",\"messageExpression\":\"1\"}]", "[]", "[]")))
                .containsExactly(
                        ".x-kubernetes-validations[0].messageExpression: messageExpression must evaluate to a string");
    }

    @Test
    void eachRuleHasABudgetAndSoHasTheSchema() throws Exception {
        String at = ".properties[spec].properties[long].items.x-kubernetes-validations[0].rule: ";
        var errors = check("[]", rule("self.contains('abcdefghij')"), "[]");
        assertThat(told(errors))
                .containsExactly(
                        at + "estimated rule cost exceeds budget by factor of more than 100x" + HINT,
                        at + "contributed to estimated rule cost total exceeding cost limit for entire"
                                + " OpenAPIv3 schema",
                        ": x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema"
                                + " exceeds budget by factor of more than 100x" + HINT);
        assertThat(errors).allMatch(error -> error.type() == ErrorType.FORBIDDEN);
    }
}
