package io.djong.api.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchTest {
    private static JsonValue json(String text) {
        try {
            return JsonValue.parse(text.replace('\'', '"'));
        } catch (JsonException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static JsonObject object(String text) {
        return (JsonObject) json(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1}|{'a':2,'b':3}|{'a':2,'b':3}",
                "{'a':1}|{'a':null}|{}",
                "{'a':{'b':1,'c':2}}|{'a':{'b':null}}|{'a':{'c':2}}",
                "{'a':[1,2]}|{'a':[3]}|{'a':[3]}",
                "{}|{'a':{'b':null,'c':[{'d':null}]}}|{'a':{'c':[{}]}}",
                "{'a':1}|{'a':{'b':null}}|{'a':{}}",
                "{'a':{}}|{'a':[null]}|{'a':[null]}",
                "{'a':1}|[1]|[1]",
            })
    void mergePatches(String document, String patch, String result) throws PatchException {
        assertThat(MergePatch.apply(object(document), json(patch))).isEqualTo(json(result));
    }

    @Test
    void scalarsAreNoMergePatch() {
        for (String patch : new String[] {"null", "1", "'x'", "true"}) {
            assertThatThrownBy(() -> MergePatch.apply(object("{}"), json(patch)))
                    .hasMessage("Invalid JSON Patch");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|[{'op':'add','path':'/a','value':1}]|{'a':1}",
                "{'a':[1,3]}|[{'op':'add','path':'/a/1','value':2},{'op':'add','path':'/a/-','value':4}]|{'a':[1,2,3,4]}",
                "{'a':[1,2]}|[{'op':'remove','path':'/a/-1'}]|{'a':[1]}",
                "{'a':{'b/c':1,'d~e':2}}|[{'op':'remove','path':'/a/b~1c'},{'op':'replace','path':'/a/d~0e','value':3}]|{'a':{'d~e':3}}",
                "{'a':1}|[{'op':'replace','path':'/b','value':2}]|{'a':1,'b':2}",
                "{'a':1}|[{'op':'move','from':'/a','path':'/b'}]|{'b':1}",
                "{'a':{'x':[1]}}|[{'op':'copy','from':'/a','path':'/b'},{'op':'add','path':'/a/x/-','value':2}]|{'a':{'x':[1,2]},'b':{'x':[1]}}",
                "{'a':{'x':1}}|[{'op':'test','path':'/a','value':{'x':1}},{'op':'test','path':'/n','value':null}]|{'a':{'x':1}}",
                "{'a':1}|[{'op':'replace','path':'','value':{'b':2}}]|{'b':2}",
                "{'a':1}|[{'op':'add','path':'/b'}]|{'a':1,'b':null}",
            })
    void jsonPatches(String document, String patch, String result) throws PatchException {
        assertThat(JsonPatch.of(json(patch)).apply(object(document))).isEqualTo(json(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'op':'add','path':'/x/y','value':1}]|add operation does not apply: doc is missing path: \"/x/y\": missing value",
                "[{'op':'remove','path':'/x'}]|error in remove for path: '/x': Unable to remove nonexistent key: x: missing value",
                "[{'op':'remove','path':'/a/5'}]|error in remove for path: '/a/5': Unable to access invalid index: 5: invalid index referenced",
                "[{'op':'add','path':'/a/x','value':1}]|error in add for path: '/a/x': value was not a proper array index: 'x': strconv.Atoi: parsing \"x\": invalid syntax",
                "[{'op':'replace','path':'/a/5','value':1}]|replace operation does not apply: doc is missing key: /a/5: missing value",
                "[{'op':'replace','path':'/x/y','value':1}]|replace operation does not apply: doc is missing path: /x/y: missing value",
                "[{'op':'test','path':'/a','value':1}]|testing value /a failed: test failed",
                "[{'op':'move','from':'/x','path':'/y'}]|error in move for path: 'x': Unable to remove nonexistent key: x: missing value",
                "[{'op':'copy','path':'/y'}]|copy operation failed to decode from: operation, missing from field: missing value",
                "[{'op':'add','value':1}]|add operation failed to decode path: missing value",
                "[{'op':'bogus','path':'/a'}]|Unexpected kind: bogus",
                "[{}]|Unexpected kind: unknown",
                "{}|error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp",
                "['x']|error decoding patch: json: cannot unmarshal string into Go value of type handlers.jsonPatchOp",
            })
    void jsonPatchFailures(String patch, String message) {
        assertThatThrownBy(() -> JsonPatch.of(json(patch)).apply(object("{'a':[1,2]}")))
                .isInstanceOf(PatchException.class)
                .hasMessage(message);
    }

    @Test
    void tooManyOperations() {
        String patch = "[" + "{},".repeat(JsonPatch.OPERATIONS_MAX) + "{}]";
        assertThatThrownBy(() -> JsonPatch.of(json(patch)))
                .hasMessage("The allowed maximum operations in a JSON patch is 10000, got 10001")
                .isInstanceOfSatisfying(
                        PatchException.class, e -> assertThat(e.kind()).isEqualTo(PatchException.Kind.TOO_LARGE));
    }
}
