package io.djong.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FieldErrorTest {
    private static final FieldPath PATH =
            FieldPath.of("spec").child("a", "b").index(0).key("k/x");

    @Test
    void pathsPrintAsUpstreamPrintsThem() {
        assertThat(PATH).hasToString("spec.a.b[0][k/x]");
        assertThat(FieldPath.ROOT).hasToString("<nil>");
        assertThat(FieldPath.ROOT.child("values").index(0)).hasToString("values[0]");
        assertThat(FieldPath.ROOT.index(2).child("a")).hasToString("[2].a");
    }

    @Test
    void messagesHaveUpstreamsWords() {
        var errors = new FieldErrors();
        errors.required(PATH);
        errors.required(PATH, "must be given");
        errors.forbidden(PATH, "not now");
        errors.invalid(PATH, "x\"\n\u0001é", "wrong");
        errors.invalid(PATH, -1, Texts.NOT_NEGATIVE);
        errors.invalid(PATH, true, "no");
        errors.invalidShown(PATH, FieldErrors.NULL, "empty");
        errors.duplicate(PATH, "c");
        errors.notFound(PATH, "v");
        errors.notSupported(PATH, "x", List.of("a", "b"));
        errors.notSupported(PATH, "x", List.of());
        errors.tooLong(PATH, 128);
        errors.tooLong(PATH, 1);
        errors.tooMany(PATH, 101, 100);
        assertThat(errors.list())
                .extracting(FieldError::body)
                .containsExactly(
                        "Required value",
                        "Required value: must be given",
                        "Forbidden: not now",
                        "Invalid value: \"x\\\"\\n\\x01é\": wrong",
                        "Invalid value: -1: must be greater than or equal to 0",
                        "Invalid value: true: no",
                        "Invalid value: null: empty",
                        "Duplicate value: \"c\"",
                        "Not found: \"v\"",
                        "Unsupported value: \"x\": supported values: \"a\", \"b\"",
                        "Unsupported value: \"x\"",
                        "Too long: may not be more than 128 bytes",
                        "Too long: may not be more than 1 byte",
                        "Too many: 101: must have at most 100 items");
        assertThat(errors.list().getFirst()).hasToString("spec.a.b[0][k/x]: Required value");
    }

    @Test
    void aMessageNamesEachErrorOnce() {
        var errors = new FieldErrors();
        assertThat(FieldErrors.message(errors.list())).isEmpty();
        errors.required(FieldPath.of("a"));
        errors.required(FieldPath.of("a"));
        assertThat(FieldErrors.message(errors.list())).isEqualTo("a: Required value");
        errors.required(FieldPath.of("b"));
        assertThat(FieldErrors.message(errors.list())).isEqualTo("[a: Required value, b: Required value]");
    }

    @Test
    void lengthsAreInBytes() {
        for (String text : List.of("", "abc", "é", "€", "😀a", "\ud800", "a\udc00b")) {
            String replaced = text.replace('\ud800', '�').replace("a\udc00", "a�");
            int expected = text.equals("😀a") ? 5 : replaced.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            assertThat(ByteLength.of(text)).as(text).isEqualTo(expected);
        }
    }
}
