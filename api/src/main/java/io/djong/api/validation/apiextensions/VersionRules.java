package io.djong.api.validation.apiextensions;

import io.djong.api.json.GoQuote;
import io.djong.api.types.apiextensions.v1.CustomResourceColumnDefinition;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinitionNames;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinitionVersion;
import io.djong.api.types.apiextensions.v1.CustomResourceSubresources;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The small parts of a definition: names, the warning of an outdated version, columns, paths to
/// replicas.
final class VersionRules {
    private static final List<String> COLUMN_TYPES = List.of("boolean", "date", "integer", "number", "string");
    private static final List<String> COLUMN_FORMATS =
            List.of("byte", "date", "date-time", "double", "float", "int32", "int64", "password");
    private static final int WARNING_MAX_BYTES = 256;

    private VersionRules() {}

    static void names(FieldErrors errors, FieldPath path, CustomResourceDefinitionNames names) {
        label(errors, path.child("plural"), names.plural());
        label(errors, path.child("singular"), names.singular());
        kind(errors, path.child("kind"), names.kind());
        kind(errors, path.child("listKind"), names.listKind());
        each(errors, path.child("shortNames"), names.shortNames());
        if (!names.kind().isEmpty() && names.kind().equals(names.listKind())) {
            errors.invalid(path.child("listKind"), names.listKind(), "kind and listKind may not be the same");
        }
        each(errors, path.child("categories"), names.categories());
    }

    private static void label(FieldErrors errors, FieldPath path, String name) {
        var wrong = DnsNames.label1035(name);
        if (!name.isEmpty() && !wrong.isEmpty()) {
            errors.invalid(path, name, String.join(",", wrong));
        }
    }

    private static void kind(FieldErrors errors, FieldPath path, String kind) {
        var wrong = DnsNames.label1035(kind.toLowerCase(Locale.ROOT));
        if (!kind.isEmpty() && !wrong.isEmpty()) {
            errors.invalid(path, kind, "may have mixed case, but should otherwise match: " + String.join(",", wrong));
        }
    }

    private static void each(FieldErrors errors, FieldPath path, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            var wrong = DnsNames.label1035(names.get(i));
            if (!wrong.isEmpty()) {
                errors.invalid(path.index(i), names.get(i), String.join(",", wrong));
            }
        }
    }

    static void warning(FieldErrors errors, FieldPath path, CustomResourceDefinitionVersion version) {
        var warning = version.deprecationWarning();
        if (warning == null) {
            return;
        }
        if (!version.deprecated()) {
            errors.invalid(path, warning, "can only be set for deprecated versions");
            return;
        }
        if (ByteLength.of(warning) > WARNING_MAX_BYTES) {
            errors.invalid(path, warning, "must be <= 256 characters long");
        }
        if (warning.isEmpty()) {
            errors.invalid(path, warning, "must not be an empty string");
        }
        int at = unprintable(warning);
        if (at >= 0) {
            errors.invalid(
                    path,
                    warning,
                    "must only contain printable UTF-8 characters; non-printable character found at index " + at);
        }
    }

    /// The place, in bytes, of the first character that cannot be printed; -1 when there is none.
    private static int unprintable(String text) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (!GoQuote.isPrintable(point)) {
                return ByteLength.of(text.substring(0, i));
            }
            i += Character.charCount(point);
        }
        return -1;
    }

    static void column(FieldErrors errors, FieldPath path, CustomResourceColumnDefinition column) {
        if (column.name().isEmpty()) {
            errors.required(path.child("name"));
        }
        String types = "must be one of " + String.join(",", COLUMN_TYPES);
        if (column.type().isEmpty()) {
            errors.required(path.child("type"), types);
        } else if (!COLUMN_TYPES.contains(column.type())) {
            errors.invalid(path.child("type"), column.type(), types);
        }
        if (!column.format().isEmpty() && !COLUMN_FORMATS.contains(column.format())) {
            errors.invalid(path.child("format"), column.format(), "must be one of " + String.join(",", COLUMN_FORMATS));
        }
        if (column.jsonPath().isEmpty()) {
            errors.required(path.child("JSONPath"));
        } else {
            simplePath(errors, path.child("JSONPath"), column.jsonPath());
        }
    }

    private static boolean simplePath(FieldErrors errors, FieldPath path, String text) {
        boolean simple = text.startsWith(".");
        if (!simple) {
            errors.invalid(path, text, "must be a simple json path starting with .");
        }
        return simple;
    }

    static void subresources(FieldErrors errors, FieldPath path, @Nullable CustomResourceSubresources subresources) {
        var scale = subresources == null ? null : subresources.scale();
        if (scale == null) {
            return;
        }
        replicas(errors, path.child("scale.specReplicasPath"), scale.specReplicasPath(), ".spec");
        replicas(errors, path.child("scale.statusReplicasPath"), scale.statusReplicasPath(), ".status");
        var selector = scale.labelSelectorPath();
        if (selector == null || selector.isEmpty()) {
            return;
        }
        var at = path.child("scale.labelSelectorPath");
        boolean inside = selector.startsWith(".spec.") || selector.startsWith(".status.");
        if (simplePath(errors, at, selector) && !inside) {
            errors.invalid(at, selector, "should be a json path under either .spec or .status");
        }
    }

    private static void replicas(FieldErrors errors, FieldPath path, String text, String part) {
        if (text.isEmpty()) {
            errors.required(path);
        } else if (simplePath(errors, path, text) && !text.startsWith(part + ".")) {
            errors.invalid(path, text, "should be a json path under " + part);
        }
    }
}
