package io.djong.apiserver.resource;

import io.djong.api.json.GoQuote;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.apiserver.cache.IndexedField;
import java.util.List;
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

    /// How a refusal names the kind.
    private enum Told {
        NOT,
        WITH_VERSION,
        ALONE
    }

    private SelectableFields(List<Field<T>> fields, Told told, @Nullable IndexedField<T> indexed) {
        this.indexed = indexed;
        this.fields = fields;
        this.told = told;
    }

    /// No further fields.
    public static <T extends KubeObject> SelectableFields<T> none() {
        return new SelectableFields<>(List.of(), Told.NOT, null);
    }

    /// The same, told with version and kind where a selector names another.
    public SelectableFields<T> toldWithKind() {
        return new SelectableFields<>(fields, Told.WITH_VERSION, indexed);
    }

    /// The same, told with the kind alone.
    public SelectableFields<T> toldWithKindAlone() {
        return new SelectableFields<>(fields, Told.ALONE, indexed);
    }

    /// What whoever names another field is told.
    ///
    /// @param version that was asked
    public String refusal(String name, Resource<?> resource, GroupVersion version) {
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
        var more = new java.util.ArrayList<>(fields);
        more.add(new Field<>(name, value));
        return new SelectableFields<>(List.copyOf(more), told, indexed);
    }

    /// These fields and one more, by which objects are found without looking at all of them.
    public SelectableFields<T> andIndexed(String name, Function<T, String> value) {
        return new SelectableFields<>(and(name, value).fields, told, new IndexedField<>(name, value));
    }

    /// The field by which objects can be found; null for none.
    public @Nullable IndexedField<T> indexed() {
        return indexed;
    }

    /// Whether a selector may name this field.
    public boolean supports(String name, boolean namespaced) {
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
