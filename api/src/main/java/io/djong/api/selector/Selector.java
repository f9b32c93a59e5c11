package io.djong.api.selector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A label selector: requirements that all must be met, sorted by key. Immutable.
///
/// Source: kubernetes.io/docs/concepts/overview/working-with-objects/labels.
public final class Selector {
    private static final Selector EVERYTHING = new Selector(List.of(), false);
    private static final Selector NOTHING = new Selector(List.of(), true);

    private final List<Requirement> requirements;
    private final boolean nothing;

    private Selector(List<Requirement> requirements, boolean nothing) {
        this.requirements = requirements;
        this.nothing = nothing;
    }

    /// Matches all labels.
    public static Selector everything() {
        return EVERYTHING;
    }

    /// Matches no labels.
    public static Selector nothing() {
        return NOTHING;
    }

    /// Reads the text form: `app=web,tier in (a,b),!canary`. An empty text selects everything.
    public static Selector parse(String text) throws SelectorException {
        return of(new SelectorParser(text).parse());
    }

    /// The requirements, sorted by key.
    public static Selector of(List<Requirement> requirements) {
        if (requirements.isEmpty()) {
            return EVERYTHING;
        }
        var sorted = new ArrayList<>(requirements);
        sorted.sort(Comparator.comparing(Requirement::key));
        return new Selector(Collections.unmodifiableList(sorted), false);
    }

    /// Exactly these labels. They are not checked.
    public static Selector ofLabels(Map<String, String> labels) {
        var requirements = new ArrayList<Requirement>(labels.size());
        for (var label : labels.entrySet()) {
            requirements.add(new Requirement(label.getKey(), Operator.EQUALS, List.of(label.getValue())));
        }
        return of(requirements);
    }

    /// Whether the labels meet all requirements.
    public boolean matches(Map<String, String> labels) {
        if (nothing) {
            return false;
        }
        for (int i = 0; i < requirements.size(); i++) {
            if (!requirements.get(i).matches(labels)) {
                return false;
            }
        }
        return true;
    }

    /// Whether it selects everything.
    public boolean isEmpty() {
        return !nothing && requirements.isEmpty();
    }

    /// Whether it was made to select nothing.
    public boolean isNothing() {
        return nothing;
    }

    /// The conditions, sorted by key; empty for everything and for nothing.
    public List<Requirement> requirements() {
        return requirements;
    }

    /// The one value that the label must have, or null when several would do.
    public @Nullable String exactMatch(String key) {
        for (var requirement : requirements) {
            if (requirement.key().equals(key)) {
                return switch (requirement.operator()) {
                    case EQUALS, DOUBLE_EQUALS, IN ->
                        requirement.values().size() == 1 ? requirement.values().getFirst() : null;
                    case NOT_IN, NOT_EQUALS, GREATER_THAN, LESS_THAN, EXISTS, DOES_NOT_EXIST -> null;
                };
            }
        }
        return null;
    }

    /// This and one more condition.
    public Selector and(Requirement requirement) {
        if (nothing) {
            return this;
        }
        var more = new ArrayList<>(requirements);
        more.add(requirement);
        return of(more);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Selector that && nothing == that.nothing && requirements.equals(that.requirements);
    }

    @Override
    public int hashCode() {
        return requirements.hashCode() + (nothing ? 1 : 0);
    }

    /// The text form; empty for everything, and for nothing.
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var requirement : requirements) {
            text.append(text.isEmpty() ? "" : ",").append(requirement);
        }
        return text.toString();
    }
}
