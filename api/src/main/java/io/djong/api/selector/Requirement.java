package io.djong.api.selector;

import io.djong.api.json.GoQuote;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One condition on one label.
///
/// @param key the label's key
/// @param operator how to compare
/// @param values what to compare with; how many depends on the operator
public record Requirement(String key, Operator operator, List<String> values) {
    /// Copies the values.
    public Requirement {
        values = List.copyOf(values);
    }

    /// A requirement that fits its operator and whose key and values can be a label's.
    public static Requirement of(String key, Operator operator, List<String> values) throws SelectorException {
        var errors = new FieldErrors();
        check(errors, key, operator, values);
        if (!errors.isEmpty()) {
            throw new SelectorException(FieldErrors.message(errors.list()));
        }
        return new Requirement(key, operator, values);
    }

    private static void check(FieldErrors errors, String key, Operator operator, List<String> values) {
        var wrongKey = LabelNames.key(key);
        if (!wrongKey.isEmpty()) {
            errors.invalid(FieldPath.of("key"), key, String.join("; ", wrongKey));
        }
        var path = FieldPath.of("values");
        switch (operator) {
            case IN, NOT_IN -> {
                if (values.isEmpty()) {
                    errors.invalidShown(path, shown(values), "for 'in', 'notin' operators, values set can't be empty");
                }
            }
            case EQUALS, DOUBLE_EQUALS, NOT_EQUALS -> {
                if (values.size() != 1) {
                    errors.invalidShown(path, shown(values), "exact-match compatibility requires one single value");
                }
            }
            case EXISTS, DOES_NOT_EXIST -> {
                if (!values.isEmpty()) {
                    errors.invalidShown(path, shown(values), "values set must be empty for exists and does not exist");
                }
            }
            case GREATER_THAN, LESS_THAN -> checkNumber(errors, path, values);
        }
        for (int i = 0; i < values.size(); i++) {
            var wrong = LabelNames.value(values.get(i));
            if (!wrong.isEmpty()) {
                errors.invalid(path.index(i).key(key), values.get(i), String.join("; ", wrong));
            }
        }
    }

    private static void checkNumber(FieldErrors errors, FieldPath path, List<String> values) {
        if (values.size() != 1) {
            errors.invalidShown(path, shown(values), "for 'Gt', 'Lt' operators, exactly one value is required");
        }
        for (int i = 0; i < values.size(); i++) {
            if (!Integers.isLong(values.get(i))) {
                errors.invalid(path.index(i), values.get(i), "for 'Gt', 'Lt' operators, the value must be an integer");
            }
        }
    }

    private static String shown(List<String> values) {
        return values.stream().map(GoQuote::quote).collect(Collectors.joining(",", "[", "]"));
    }

    /// Whether the labels meet it.
    public boolean matches(Map<String, String> labels) {
        String value = labels.get(key);
        return switch (operator) {
            case IN, EQUALS, DOUBLE_EQUALS -> value != null && values.contains(value);
            case NOT_IN, NOT_EQUALS -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
            case GREATER_THAN, LESS_THAN -> value != null && compares(value);
        };
    }

    private boolean compares(String value) {
        if (values.size() != 1 || !Integers.isLong(value) || !Integers.isLong(values.getFirst())) {
            return false;
        }
        int compared = Long.compare(Long.parseLong(value), Long.parseLong(values.getFirst()));
        return operator == Operator.GREATER_THAN ? compared > 0 : compared < 0;
    }

    /// The text form: `a in (b,c)`, `!a`, `a=b`.
    @Override
    public String toString() {
        return switch (operator) {
            case EXISTS -> key;
            case DOES_NOT_EXIST -> "!" + key;
            case EQUALS -> key + "=" + joined();
            case DOUBLE_EQUALS -> key + "==" + joined();
            case NOT_EQUALS -> key + "!=" + joined();
            case GREATER_THAN -> key + ">" + joined();
            case LESS_THAN -> key + "<" + joined();
            case IN -> key + " in (" + joined() + ")";
            case NOT_IN -> key + " notin (" + joined() + ")";
        };
    }

    private String joined() {
        return values.size() == 1 ? values.getFirst() : values.stream().sorted().collect(Collectors.joining(","));
    }
}
