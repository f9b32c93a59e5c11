package io.djong.api.validation.apiextensions.schema;

import io.djong.api.json.JsonNumber;
import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.math.BigDecimal;

/// A number against the bounds that a schema gives it.
final class SchemaNumbers {
    private final FieldErrors errors;
    private final FieldPath root;
    private final FieldPath at;
    private final String name;

    /// @param root of the whole value
    /// @param at of the number
    /// @param name of the number below the root
    SchemaNumbers(FieldErrors errors, FieldPath root, FieldPath at, String name) {
        this.errors = errors;
        this.root = root;
        this.at = at;
        this.name = name;
    }

    static boolean isWhole(double number) {
        return number == Math.rint(number) && Math.abs(number) < 0x1p53;
    }

    void check(JSONSchemaProps schema, JsonNumber number) {
        double value = number.doubleValue();
        inRange(schema, "Checked", value);
        var factor = schema.multipleOf();
        if (factor != null) {
            inRange(schema, "MultipleOf", factor);
            if (factor <= 0) {
                errors.invalidShown(
                        at,
                        shown(factor),
                        "factor MultipleOf declared for " + name + " must be positive: " + shown(factor));
            } else if (Math.IEEEremainder(value, factor) != 0) {
                invalid(number, "should be a multiple of " + shown(factor));
            }
        }
        var min = schema.minimum();
        if (min != null) {
            inRange(schema, "Minimum boundary", min);
            boolean exclusive = schema.exclusiveMinimum();
            if (exclusive ? value <= min : value < min) {
                invalid(number, "should be greater than " + (exclusive ? "" : "or equal to ") + shown(min));
            }
        }
        var max = schema.maximum();
        if (max != null) {
            inRange(schema, "Maximum boundary", max);
            boolean exclusive = schema.exclusiveMaximum();
            if (exclusive ? value >= max : value > max) {
                invalid(number, "should be less than " + (exclusive ? "" : "or equal to ") + shown(max));
            }
        }
    }

    private void invalid(JsonNumber number, String detail) {
        errors.invalidShown(
                at, number.isInteger() ? number.toJson() : shown(number.doubleValue()), name + " in body " + detail);
    }

    /// Whether the type and format can hold a number.
    private void inRange(JSONSchemaProps schema, String what, double number) {
        if (!schema.type().equals("integer")) {
            return;
        }
        boolean small = schema.format().equals("int32");
        boolean fits = isWhole(number) && Math.abs(number) <= (small ? Integer.MAX_VALUE : 0x1p63);
        if (fits) {
            return;
        }
        String format = schema.format().isEmpty() ? " (default format)" : " with format " + schema.format();
        errors.invalid(root, "", what + " value must be of type integer" + format + " in " + name);
    }

    /// As Go's `%v` prints it: with an exponent from a million on.
    private static String shown(double number) {
        double size = Math.abs(number);
        if (size == 0 || (size >= 1e-4 && size < 1e6)) {
            return JsonNumber.of(number).toJson();
        }
        var plain = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        int exponent = plain.precision() - plain.scale() - 1;
        String digits = plain.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return (number < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + power;
    }
}
