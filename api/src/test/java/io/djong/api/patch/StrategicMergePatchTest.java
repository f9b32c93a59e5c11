package io.djong.api.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategicMergePatchTest {
    private record Type(String name, String kind, Map<String, PatchField> fields) implements PatchSchema {
        @Override
        public @Nullable PatchField field(String jsonName) {
            return fields.get(jsonName);
        }
    }

    private static final PatchSchema STRING = new Type("string", "string", Map.of());
    private static final PatchSchema MAP = new Type("", "map", Map.of());
    private static final PatchSchema ENV =
            new Type("EnvVar", "struct", Map.of("value", new PatchField(STRING, "", "", false)));
    private static final PatchSchema ITEM = new Type(
            "Item",
            "struct",
            Map.of(
                    "env", new PatchField(ENV, "merge", "name", true),
                    "args", new PatchField(STRING, "", "", true),
                    "labels", new PatchField(MAP, "", "", false)));
    private static final PatchSchema ROOT = new Type(
            "Root",
            "struct",
            Map.of(
                    "items", new PatchField(ITEM, "merge", "name", true),
                    "tags", new PatchField(STRING, "merge", "", true),
                    "strategy", new PatchField(ITEM, "", "", false),
                    "selector", new PatchField(ITEM, "replace", "", false)));

    private static JsonObject object(String text) {
        try {
            return (JsonObject) JsonValue.parse(text.replace('\'', '"'));
        } catch (JsonException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Objects and lists of objects merge, other lists are replaced.
                "{'items':[{'name':'a','args':['1']}]}|{'items':[{'name':'a','args':['2']},{'name':'b'}]}|{'items':[{'name':'a','args':['2']},{'name':'b'}]}",
                "{'items':[{'name':'a','env':[{'name':'x','value':'1'}]}]}|{'items':[{'name':'a','env':[{'name':'y','value':'2'}]}]}|{'items':[{'name':'a','env':[{'name':'y','value':'2'},{'name':'x','value':'1'}]}]}",
                // New elements come first, as in the patch.
                "{'items':[{'name':'a'},{'name':'b'}]}|{'items':[{'name':'c'}]}|{'items':[{'name':'c'},{'name':'a'},{'name':'b'}]}",
                "{'items':[{'name':'a'},{'name':'b'},{'name':'c'}]}|{'$setElementOrder/items':[{'name':'c'},{'name':'a'}]}|{'items':[{'name':'b'},{'name':'c'},{'name':'a'}]}",
                "{'items':[{'name':'a'},{'name':'b'}]}|{'items':[{'name':'a','$patch':'delete'}]}|{'items':[{'name':'b'}]}",
                "{'items':[{'name':'a'},{'name':'b'}]}|{'items':[{'name':'c'},{'$patch':'replace'}]}|{'items':[{'name':'c'}]}",
                "{'tags':['a','b']}|{'tags':['c','a']}|{'tags':['c','a','b']}",
                "{'tags':['a','b','c']}|{'$deleteFromPrimitiveList/tags':['b']}|{'tags':['a','c']}",
                "{'tags':['a','b']}|{'$setElementOrder/tags':['b','a','c'],'tags':['c']}|{'tags':['b','a','c']}",
                "{'strategy':{'name':'x','labels':{'a':'1'}}}|{'strategy':{'$retainKeys':['name'],'name':'y'}}|{'strategy':{'name':'y'}}",
                "{'strategy':{'name':'x'}}|{'strategy':{'$patch':'replace','labels':{'a':'1'}}}|{'strategy':{'labels':{'a':'1'}}}",
                "{'strategy':{'name':'x'}}|{'strategy':{'$patch':'delete'}}|{'strategy':{}}",
                "{'selector':{'name':'x'}}|{'selector':{'labels':{'a':'1'}}}|{'selector':{'labels':{'a':'1'}}}",
                "{'strategy':{'labels':{'a':'1','b':'2'}}}|{'strategy':{'labels':{'a':null,'c':'3'}}}|{'strategy':{'labels':{'b':'2','c':'3'}}}",
                "{}|{'strategy':{'name':null,'labels':{'a':'1'}}}|{'strategy':{'labels':{'a':'1'}}}",
                "{}|{'items':[{'name':'a','$patch':'delete'},{'name':'b'}]}|{'items':[{'name':'b'}]}",
                "{'other':1}|{'other':'x'}|{'other':'x'}",
                "{'tags':['a']}|{'tags':null}|{}",
            })
    void merges(String original, String patch, String result) throws PatchException {
        assertThat(StrategicMergePatch.apply(object(original), object(patch), ROOT))
                .isEqualTo(object(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'items':[{'value':'x'}]}|INTERNAL|map: map[value:x] does not contain declared merge key: name",
                "{'items':[{'name':'a','$patch':'bogus'}]}|INTERNAL|unknown patch type: bogus in map: map[$patch:bogus name:a]",
                "{'items':[{'name':'a','$patch':'merge'}]}|INTERNAL|merging lists cannot yet be specified in the patch",
                "{'$patch':'x'}|INTERNAL|unknown patch type: x in map: map[$patch:x]",
                "{'$retainKeys':'x'}|BAD_REQUEST|invalid patch format of retainKeys",
                "{'$retainKeys':['a'],'b':1}|BAD_REQUEST|invalid patch format of retainKeys",
                "{'$deleteFromPrimitiveList':['a']}|BAD_REQUEST|invalid patch format of primitive list",
                "{'$setElementOrder':['a']}|BAD_REQUEST|invalid patch format of setElementOrder list",
                "{'items':[['a']]}|UNPROCESSABLE|lists of lists are not supported",
                "{'items':['a']}|INTERNAL|list element types are not identical: [[map[name:a]] [a]]",
                "{'unknown':{'b':1}}|INTERNAL|unable to find api field in struct Root for the json field \"unknown\"",
            })
    void refuses(String patch, PatchException.Kind kind, String message) {
        assertThatThrownBy(() -> StrategicMergePatch.apply(
                        object("{'items':[{'name':'a'}],'unknown':{'a':1}}"), object(patch), ROOT))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        PatchException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
