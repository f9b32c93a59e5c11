package io.djong.api.validation.apiextensions.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.types.apiextensions.v1.JSONSchemaPropsOrArray;
import io.djong.api.validation.expression.DeclaredType;
import io.djong.api.validation.expression.DeclaredType.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// How large values are that a schema describes; a request has 3 MiB at most.
class DeclaredSchemaTest {
    private static final JSONSchemaProps TEXT = JSONSchemaProps.EMPTY.withType("string");

    private static DeclaredType declared(JSONSchemaProps schema) {
        return Objects.requireNonNull(DeclaredSchema.of(schema, false));
    }

    private static JSONSchemaProps list(JSONSchemaProps item) {
        return JSONSchemaProps.EMPTY.withType("array").withItems(new JSONSchemaPropsOrArray(item, List.of()));
    }

    @Test
    void textsAreAsLongAsTheSchemaOrTheRequestAllows() {
        assertThat(declared(TEXT)).isEqualTo(DeclaredType.simple(Kind.STRING, 3_145_726, 2));
        assertThat(declared(TEXT.withMaxLength(10L))).isEqualTo(DeclaredType.simple(Kind.STRING, 40, 2));
        assertThat(declared(TEXT.withFormat("byte").withMaxLength(10L)))
                .isEqualTo(DeclaredType.simple(Kind.BYTES, 10, 2));
        assertThat(declared(TEXT.withFormat("date"))).isEqualTo(DeclaredType.simple(Kind.TIMESTAMP, 12, 12));
        assertThat(declared(TEXT.withFormat("date-time"))).isEqualTo(DeclaredType.simple(Kind.TIMESTAMP, 32, 21));
        assertThat(declared(TEXT.withFormat("duration"))).isEqualTo(DeclaredType.simple(Kind.DURATION, 32, 3));
    }

    @Test
    void listsHaveAsManyItemsAsFitIntoARequest() {
        assertThat(declared(list(TEXT)).elementsMax()).isEqualTo(3_145_726 / 3);
        assertThat(declared(list(TEXT).withMaxItems(4L)).elementsMax()).isEqualTo(4);
        assertThat(DeclaredSchema.of(list(JSONSchemaProps.EMPTY), false)).isNull();
    }

    @Test
    void objectsHaveTheFieldsThatExpressionsCanWrite() {
        var schema = JSONSchemaProps.EMPTY
                .withType("object")
                .withRequired(List.of("a-b"))
                .withProperties(Map.of("a-b", TEXT, "1", TEXT, "open", JSONSchemaProps.EMPTY));
        var type = declared(schema);
        assertThat(type.fields()).containsOnlyKeys("a__dash__b");
        assertThat(type.bytesMin()).isEqualTo(2 + 3 + 2 + 4);
        assertThat(Objects.requireNonNull(DeclaredSchema.of(schema, true)).fields())
                .containsOnlyKeys("a__dash__b", "apiVersion", "kind", "metadata");
    }
}
