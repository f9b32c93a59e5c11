package io.djong.api.validation.apiextensions;

import io.djong.api.types.apiextensions.v1.CustomResourceDefinition;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.expression.SchemaExpressions;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Definitions of further kinds. Rules in schemas (`x-kubernetes-validations`) must compile and
/// not cost too much.
public final class DefinitionRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STATUS = FieldPath.of("status");

    private DefinitionRules() {}

    /// A new definition.
    public static void create(FieldErrors errors, CustomResourceDefinition definition, SchemaExpressions expressions) {
        var spec = definition.spec();
        ObjectMetaRules.createGeneric(
                errors,
                definition.metadata(),
                false,
                (name, prefix) -> nameProblems(name, prefix, spec.names().plural() + "." + spec.group()),
                FieldPath.of("metadata"));
        new SpecRules(errors, spec, DefinitionLeniency.NONE, expressions).check();
        rest(errors, definition, null);
    }

    private static List<String> nameProblems(String name, boolean prefix, String required) {
        var wrong = new ArrayList<>(NameRule.SUBDOMAIN.check(name, prefix));
        if (!name.equals(required)) {
            wrong.add("must be spec.names.plural+\".\"+spec.group");
        }
        return wrong;
    }

    private static void rest(
            FieldErrors errors, CustomResourceDefinition definition, @Nullable CustomResourceDefinition old) {
        VersionRules.names(
                errors, STATUS.child("acceptedNames"), definition.status().acceptedNames());
        storedVersions(errors, definition);
        ApprovalRules.check(errors, definition, old);
        boolean before = old != null && old.spec().preserveUnknownFields();
        if (definition.spec().preserveUnknownFields() && !before) {
            errors.invalid(
                    SPEC.child("preserveUnknownFields"),
                    true,
                    "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in"
                            + " spec.versions[*].schema instead");
        }
    }

    private static void storedVersions(FieldErrors errors, CustomResourceDefinition definition) {
        var stored = definition.status().storedVersions();
        var path = STATUS.child("storedVersions");
        if (stored.isEmpty()) {
            errors.invalidShown(path, Shown.texts(stored), "must have at least one stored version");
            return;
        }
        Map<String, Integer> unknown = new LinkedHashMap<>();
        for (int i = 0; i < stored.size(); i++) {
            unknown.put(stored.get(i), i);
        }
        for (var version : definition.spec().versions()) {
            boolean known = unknown.remove(version.name()) != null;
            if (version.storage() && !known) {
                errors.invalidShown(path, Shown.texts(stored), "must have the storage version " + version.name());
            }
        }
        unknown.forEach((name, index) -> errors.invalid(
                path.index(index),
                name,
                "missing from spec.versions; " + name + " was previously a storage version, and must remain in"
                        + " spec.versions until a storage migration ensures no data remains persisted in " + name
                        + " and removes " + name + " from status.storedVersions"));
    }

    /// A changed definition. What the old one already had wrong in certain ways may stay so.
    public static void update(
            FieldErrors errors,
            CustomResourceDefinition definition,
            CustomResourceDefinition old,
            SchemaExpressions expressions) {
        var leniency = DefinitionLeniency.of(definition, old);
        ObjectMetaRules.updateGeneric(errors, definition.metadata(), old.metadata());
        var spec = definition.spec();
        var before = old.spec();
        new SpecRules(errors, spec, leniency, expressions).check();
        var names = SPEC.child("names");
        if (leniency.immutableNames()) {
            ObjectMetaRules.immutable(errors, SPEC.child("scope"), spec.scope(), before.scope());
            ObjectMetaRules.immutable(
                    errors,
                    names.child("kind"),
                    spec.names().kind(),
                    before.names().kind());
        }
        ObjectMetaRules.immutable(errors, SPEC.child("group"), spec.group(), before.group());
        ObjectMetaRules.immutable(
                errors,
                names.child("plural"),
                spec.names().plural(),
                before.names().plural());
        rest(errors, definition, old);
    }

    /// A definition whose status was changed.
    public static void updateStatus(
            FieldErrors errors, CustomResourceDefinition definition, CustomResourceDefinition old) {
        ObjectMetaRules.updateGeneric(errors, definition.metadata(), old.metadata());
        VersionRules.names(
                errors, STATUS.child("acceptedNames"), definition.status().acceptedNames());
    }
}
