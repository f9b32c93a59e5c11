package io.djong.api.validation.apiextensions.schema;

import io.djong.api.types.apiextensions.v1.JSONSchemaProps;
import io.djong.api.validation.expression.Cost;
import io.djong.api.validation.expression.DeclaredType;
import org.jspecify.annotations.Nullable;

/// A part of a schema as its rules see it: what type they look at, and how often they run for one object.
/// The type comes from the part above when that has rules, too; it is found out when first asked for.
final class RuleScope {
    private final @Nullable RuleScope parent;
    private final Step step;
    private final String name;
    private final JSONSchemaProps schema;
    private final boolean asked;
    private final @Nullable Long times;
    private @Nullable Typed typed;

    /// How a part is reached from the one above.
    private enum Step {
        ROOT,
        PROPERTY,
        MEMBERS,
        ITEMS
    }

    /// What is known of a type.
    ///
    /// @param type null when there is a problem, or when expressions cannot see it
    /// @param problem why it is not known; empty when it is
    record Typed(@Nullable DeclaredType type, String problem) {}

    private RuleScope(
            @Nullable RuleScope parent,
            Step step,
            String name,
            JSONSchemaProps schema,
            boolean asked,
            @Nullable Long times) {
        this.parent = parent;
        this.step = step;
        this.name = name;
        this.schema = schema;
        this.asked = asked || !schema.xKubernetesValidations().isEmpty();
        this.times = times;
    }

    static RuleScope root(JSONSchemaProps schema) {
        return new RuleScope(null, Step.ROOT, "", schema, false, 1L);
    }

    /// A named property.
    RuleScope property(JSONSchemaProps below, String property) {
        return below(Step.PROPERTY, property, below);
    }

    /// Properties that are not named.
    RuleScope members(JSONSchemaProps below) {
        return below(Step.MEMBERS, "", below);
    }

    /// The items of a list.
    RuleScope items(JSONSchemaProps below) {
        return below(Step.ITEMS, "", below);
    }

    private RuleScope below(Step next, String property, JSONSchemaProps below) {
        var factor = factor();
        var product = times == null || factor == null ? null : Long.valueOf(Cost.product(times, factor));
        return new RuleScope(this, next, property, below, asked, product);
    }

    /// How many of what is below there may be for one of this; null when nothing bounds them.
    private @Nullable Long factor() {
        var most = switch (schema.type()) {
            case "object" -> schema.additionalProperties() == null ? Long.valueOf(1) : schema.maxProperties();
            case "array" -> schema.maxItems();
            default -> Long.valueOf(1);
        };
        return most == null ? null : Long.valueOf(Math.max(0, most));
    }

    /// How often this part is there in one object at most, unsigned; null when no schema bounds it.
    @Nullable
    Long times() {
        return times;
    }

    /// The type; null when neither this nor a part above has rules.
    @Nullable
    Typed typed() {
        if (asked && typed == null) {
            typed = find();
        }
        return typed;
    }

    private Typed find() {
        var above = parent == null ? null : parent.typed();
        if (above != null && !above.problem().isEmpty()) {
            return above;
        }
        if (above != null && above.type() != null) {
            var type = above.type();
            if (step == Step.PROPERTY) {
                String escaped = PropertyName.escaped(name);
                var field = escaped == null ? null : type.fields().get(escaped);
                if (field != null) {
                    return new Typed(field, "");
                }
            } else {
                return new Typed(type.element(), "");
            }
        }
        var type = DeclaredSchema.of(schema, parent == null || schema.xKubernetesEmbeddedResource());
        return new Typed(type, type == null ? "unable to convert structural schema to CEL declarations" : "");
    }
}
