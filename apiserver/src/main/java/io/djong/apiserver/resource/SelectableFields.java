package io.djong.apiserver.resource;

import io.djong.api.json.GoQuote;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.selector.FieldSelector;
import io.djong.apiserver.cache.IndexedField;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The fields that a field selector may name, beside `metadata.name` and `metadata.namespace`.
///
/// @param <T> the hub type
public final class SelectableFields<T extends KubeObject> {
    private record Field<T>(String name, Function<T, String> value) {}

    private final List<Field<T>> fields;
    private final Told told;
    private final @Nullable IndexedField<T> indexed;
    private final Map<GroupVersion, Map<String, String>> names;

    /// How a refusal names the kind.
    private enum Told {
        NOT,
        WITH_VERSION,
        ALONE
    }

    private SelectableFields(
            List<Field<T>> fields,
            Told told,
            @Nullable IndexedField<T> indexed,
            Map<GroupVersion, Map<String, String>> names) {
        this.fields = fields;
        this.told = told;
        this.indexed = indexed;
        this.names = names;
    }

    /// No further fields.
    public static <T extends KubeObject> SelectableFields<T> none() {
        return new SelectableFields<>(List.of(), Told.NOT, null, Map.of());
    }

    /// The same, told with version and kind where a selector names another.
    public SelectableFields<T> toldWithKind() {
        return new SelectableFields<>(fields, Told.WITH_VERSION, indexed, names);
    }

    /// The same, told with the kind alone.
    public SelectableFields<T> toldWithKindAlone() {
        return new SelectableFields<>(fields, Told.ALONE, indexed, names);
    }

    /// The same for a version that has other names for them.
    ///
    /// @param others this version's names, and what stands for them here; all that it knows but metadata's
    public SelectableFields<T> withNames(GroupVersion version, Map<String, String> others) {
        var all = new HashMap<>(names);
        all.put(version, Map.copyOf(others));
        return new SelectableFields<>(fields, told, indexed, Map.copyOf(all));
    }

    /// The selector with the names that are known here.
    ///
    /// @param version that was asked
    /// @throws ApiException 400 when it names a field that cannot be selected by
    public FieldSelector known(FieldSelector selector, Resource<?> resource, GroupVersion version) throws ApiException {
        if (selector.terms().isEmpty()) {
            return selector;
        }
        var others = names.getOrDefault(version, Map.of());
        var terms = new ArrayList<FieldSelector.Term>();
        for (var term : selector.terms()) {
            if (term.field().isEmpty() && term.value().isEmpty()) {
                continue; // upstream takes it for everything
            }
            var plain = others.isEmpty() || term.field().startsWith("metadata.");
            var name = plain ? term.field() : others.get(term.field());
            if (name == null || !supports(name, resource.namespaced())) {
                throw Failures.badRequest(refusal(term.field(), resource, version));
            }
            terms.add(new FieldSelector.Term(name, term.value(), term.equal()));
        }
        return new FieldSelector(terms);
    }

    private String refusal(String name, Resource<?> resource, GroupVersion version) {
        if (told == Told.ALONE) {
            return "field label " + GoQuote.quote(name) + " not supported for " + resource.kind();
        }
        if (told == Told.WITH_VERSION) {
            return "field label not supported for " + version + ", Kind=" + resource.kind() + ": " + name;
        }
        return fields.isEmpty()
                ? GoQuote.quote(name) + " is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
                : "field label not supported: " + name;
    }

    /// These fields and one more.
    public SelectableFields<T> and(String name, Function<T, String> value) {
        var more = new ArrayList<>(fields);
        more.add(new Field<>(name, value));
        return new SelectableFields<>(List.copyOf(more), told, indexed, names);
    }

    /// These fields and one more, by which objects are found without looking at all of them.
    public SelectableFields<T> andIndexed(String name, Function<T, String> value) {
        return new SelectableFields<>(and(name, value).fields, told, new IndexedField<>(name, value), names);
    }

    /// The field by which objects can be found; null for none.
    public @Nullable IndexedField<T> indexed() {
        return indexed;
    }

    private boolean supports(String name, boolean namespaced) {
        return name.equals("metadata.name")
                || ((namespaced || fields.isEmpty()) && name.equals("metadata.namespace"))
                || fields.stream().anyMatch(field -> field.name().equals(name));
    }

    /// The field's value in this object, or null when there is no such field.
    public @Nullable String value(T object, String name) {
        return switch (name) {
            case "metadata.name" -> object.metadata().name();
            case "metadata.namespace" -> object.metadata().namespace();
            default -> special(object, name);
        };
    }

    private @Nullable String special(T object, String name) {
        for (var field : fields) {
            if (field.name().equals(name)) {
                return field.value().apply(object);
            }
        }
        return null;
    }
}
