package io.djong.api.validation.apiextensions;

import io.djong.api.types.apiextensions.v1.CustomResourceDefinitionSpec;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinitionVersion;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.apiextensions.schema.Schema;
import io.djong.api.validation.apiextensions.schema.SchemaRules;
import io.djong.api.validation.apiextensions.schema.ShownSchema;
import io.djong.api.validation.apiextensions.schema.StructuralRules;
import io.djong.api.validation.expression.SchemaExpressions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a definition says: group, names, versions, and what each version or all of them have.
final class SpecRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath VERSIONS = SPEC.child("versions");
    private static final List<String> SCOPES = List.of("Cluster", "Namespaced");

    private final FieldErrors errors;
    private final FoldedSpec folded;
    private final CustomResourceDefinitionSpec spec;
    private final DefinitionLeniency leniency;
    private final boolean structural;
    private final SchemaExpressions expressions;

    SpecRules(
            FieldErrors errors,
            CustomResourceDefinitionSpec spec,
            DefinitionLeniency leniency,
            SchemaExpressions expressions) {
        this.errors = errors;
        this.expressions = expressions;
        this.spec = spec;
        this.folded = FoldedSpec.of(spec);
        this.leniency = leniency;
        this.structural = leniency.structural()
                || !spec.preserveUnknownFields()
                || folded.schemas().anyMatch(schema -> schema.hasDefaults() || schema.hasExtensions());
    }

    void check() {
        group();
        if (spec.scope().isEmpty()) {
            errors.required(SPEC.child("scope"));
        } else if (!SCOPES.contains(spec.scope())) {
            errors.notSupported(SPEC.child("scope"), spec.scope(), SCOPES);
        }
        schemas();
        if (spec.preserveUnknownFields() && folded.schemas().anyMatch(Schema::hasDefaults)) {
            errors.invalid(
                    SPEC.child("preserveUnknownFields"), true, "must be false in order to use defaults in the schema");
        }
        versions();
        names();
        var validation = folded.validation();
        if (validation != null && validation.openAPIV3Schema() != null) {
            String first = folded.versions().isEmpty()
                    ? ""
                    : folded.versions().getFirst().name();
            schemaRules(first)
                    .check(errors, SPEC.child("validation"), validation.openAPIV3Schema(), folded.hasAnyStatus());
        }
        VersionRules.subresources(errors, SPEC.child("subresources"), folded.subresources());
        for (int i = 0; i < folded.columns().size(); i++) {
            VersionRules.column(
                    errors,
                    SPEC.child("additionalPrinterColumns").index(i),
                    folded.columns().get(i));
        }
        sharedFields();
        var conversion = spec.conversion();
        if (conversion != null && !conversion.strategy().equals("None") && spec.preserveUnknownFields()) {
            errors.invalid(
                    SPEC.child("conversion", "strategy"),
                    conversion.strategy(),
                    "must be None if spec.preserveUnknownFields is true");
        }
        ConversionRules.check(errors, SPEC.child("conversion"), conversion, leniency.reviewVersions());
    }

    private SchemaRules schemaRules(String version) {
        boolean costs = !leniency.sameSchemas().contains(version);
        return new SchemaRules(leniency.parts(), structural, expressions, costs);
    }

    private void group() {
        String group = spec.group();
        if (group.isEmpty()) {
            errors.required(SPEC.child("group"));
            return;
        }
        var wrong = DnsNames.subdomain(group);
        if (!wrong.isEmpty()) {
            errors.invalid(SPEC.child("group"), group, String.join(",", wrong));
        } else if (group.indexOf('.') < 0) {
            errors.invalid(SPEC.child("group"), group, "should be a domain with at least one dot");
        }
    }

    private void schemas() {
        boolean above = folded.validation() != null && folded.validation().openAPIV3Schema() != null;
        for (int i = 0; i < folded.versions().size() && !above; i++) {
            var version = folded.versions().get(i);
            boolean missing = version.schema() == null || version.schema().openAPIV3Schema() == null;
            var at = VERSIONS.index(i).child("schema", "openAPIV3Schema");
            if (missing && leniency.schemas()) {
                errors.required(at);
            } else if (missing && !spec.preserveUnknownFields() && version.served()) {
                errors.required(at, "because otherwise all fields are pruned");
            }
        }
    }

    private void versions() {
        int stored = 0;
        Set<String> names = new HashSet<>();
        boolean unique = true;
        for (int i = 0; i < folded.versions().size(); i++) {
            var version = folded.versions().get(i);
            stored += version.storage() ? 1 : 0;
            unique &= names.add(version.name());
            var wrong = DnsNames.label1035(version.name());
            if (!wrong.isEmpty()) {
                errors.invalid(VERSIONS.index(i).child("name"), version.name(), String.join(",", wrong));
            }
            version(VERSIONS.index(i), version);
        }
        if (!unique) {
            errors.invalidShown(VERSIONS, ShownSchema.versions(folded.versions()), "must contain unique version names");
        }
        if (stored != 1) {
            errors.invalidShown(
                    VERSIONS,
                    ShownSchema.versions(folded.versions()),
                    "must have exactly one version marked as storage version");
        }
        if (!folded.versions().isEmpty()) {
            String first = folded.versions().getFirst().name();
            var wrong = DnsNames.label1035(first);
            if (!first.isEmpty() && !wrong.isEmpty()) {
                errors.invalid(SPEC.child("version"), first, String.join(",", wrong));
            }
        }
    }

    private void version(FieldPath at, CustomResourceDefinitionVersion version) {
        VersionRules.warning(errors, at.child("deprecationWarning"), version);
        var schema = version.schema() == null ? null : version.schema().openAPIV3Schema();
        if (schema != null) {
            schemaRules(version.name()).check(errors, at.child("schema"), schema, folded.hasStatus(version));
        }
        VersionRules.subresources(errors, at.child("subresources"), version.subresources());
        for (int i = 0; i < version.additionalPrinterColumns().size(); i++) {
            VersionRules.column(
                    errors,
                    at.child("additionalPrinterColumns").index(i),
                    version.additionalPrinterColumns().get(i));
        }
        if (version.selectableFields().isEmpty()) {
            return;
        }
        var fields = at.child("selectableFields");
        if (schema == null) {
            errors.invalid(fields, "", "may only be set when `version.schema.openAPIV3Schema` is not included");
            return;
        }
        String wrong = StructuralRules.unsupported(schema);
        if (!wrong.isEmpty()) {
            errors.invalid(at.child("schema.openAPIV3Schema"), "", wrong);
            return;
        }
        boolean many = leniency.manyFields().contains(version.name());
        SelectableFieldRules.check(errors, fields, version.selectableFields(), schema, many);
    }

    private void names() {
        var names = spec.names();
        var path = SPEC.child("names");
        required(path.child("plural"), names.plural());
        required(path.child("singular"), names.singular());
        required(path.child("kind"), names.kind());
        required(path.child("listKind"), names.listKind());
        VersionRules.names(errors, path, names);
    }

    private void required(FieldPath path, String name) {
        if (name.isEmpty()) {
            errors.required(path);
        }
    }

    private void sharedFields() {
        if (folded.selectableFields().isEmpty()) {
            return;
        }
        var fields = SPEC.child("selectableFields");
        var validation = folded.validation();
        var schema = validation == null ? null : validation.openAPIV3Schema();
        if (schema == null) {
            errors.invalid(fields, "", "may only be set when validations.schema is included");
            return;
        }
        String wrong = StructuralRules.unsupported(schema);
        if (!wrong.isEmpty()) {
            errors.invalid(SPEC.child("schema.openAPIV3Schema"), "", wrong);
            return;
        }
        boolean many = spec.versions().stream()
                .anyMatch(version -> leniency.manyFields().contains(version.name()));
        SelectableFieldRules.check(errors, fields, folded.selectableFields(), schema, many);
    }
}
