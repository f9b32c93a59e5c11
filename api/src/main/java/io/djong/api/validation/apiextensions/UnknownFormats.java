package io.djong.api.validation.apiextensions;

import io.djong.api.json.GoQuote;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinition;
import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.validation.apiextensions.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Formats in schemas that nobody checks: a definition with them is warned about.
public final class UnknownFormats {
    private static final Set<String> TEXTS = Set.of(
            "bsonobjectid",
            "uri",
            "email",
            "hostname",
            "ipv4",
            "ipv6",
            "cidr",
            "mac",
            "uuid",
            "uuid3",
            "uuid4",
            "uuid5",
            "isbn",
            "isbn10",
            "isbn13",
            "creditcard",
            "ssn",
            "hexcolor",
            "rgbcolor",
            "byte",
            "password",
            "date",
            "duration",
            "datetime",
            "k8sshortname",
            "k8slongname");

    private UnknownFormats() {}

    /// Warnings for whoever creates the definition.
    public static List<String> warnings(CustomResourceDefinition definition) {
        return of(definition).stream().map(UnknownFormats::warning).toList();
    }

    /// Warnings for whoever changes it: about formats that were not there before.
    public static List<String> warnings(CustomResourceDefinition definition, CustomResourceDefinition old) {
        var before = of(old);
        return of(definition).stream()
                .filter(format -> !before.contains(format))
                .map(UnknownFormats::warning)
                .toList();
    }

    private static String warning(String format) {
        return "unrecognized format " + GoQuote.quote(format);
    }

    private static List<String> of(CustomResourceDefinition definition) {
        var unknown = new ArrayList<String>();
        var folded = FoldedSpec.of(definition.spec());
        var shared = folded.validation();
        if (shared != null && shared.openAPIV3Schema() != null) {
            collect(unknown, shared.openAPIV3Schema());
        }
        for (var version : folded.versions()) {
            var schema = version.schema() == null ? null : version.schema().openAPIV3Schema();
            if (schema != null) {
                collect(unknown, schema);
            }
        }
        return unknown;
    }

    private static void collect(List<String> unknown, JSONSchemaProps root) {
        new Schema(root).has(schema -> {
            if (!schema.format().isEmpty() && !isKnown(schema.type(), schema.format())) {
                unknown.add(schema.format());
            }
            return false;
        });
    }

    private static boolean isKnown(String type, String format) {
        return switch (type) {
            case "", "string" -> TEXTS.contains(format.replace("-", ""));
            case "integer" -> format.equals("int32") || format.equals("int64");
            case "number" -> format.equals("float") || format.equals("double");
            default -> false;
        };
    }
}
