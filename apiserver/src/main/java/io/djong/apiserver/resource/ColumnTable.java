package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.schema.TypeDescriptions;
import io.djong.api.schema.TypeSchema;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.meta.v1.TableColumnDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// A resource's table as a list of columns, each with the function that makes its cell. Starts with the
/// name.
///
/// @param <T> the hub type
public final class ColumnTable<T extends KubeObject> implements Columns<T> {
    /// Makes a cell: a `String`, `Long` or `Boolean`.
    public interface Cell<T> {
        /// The cell of an object; ages are relative to `now`.
        Object of(T object, Instant now);
    }

    /// @param field of the metadata whose description is the column's; "" when it has one of its own
    private record Column<T>(TableColumnDefinition definition, String field, Cell<T> cell) {
        TableColumnDefinition described() {
            return field.isEmpty() ? definition : definition.withDescription(MetadataWords.of(field));
        }
    }

    /// What the fields of metadata mean; read when the first table is asked for.
    private static final class MetadataWords {
        private static final TypeDescriptions WORDS = TypeDescriptions.of("meta/v1");
        private static final TypeSchema META = TypeSchema.of("meta/v1.ObjectMeta");

        /// Paragraphs, which where the words come from are two spaces apart, are paragraphs again.
        static String of(String name) {
            return WORDS.field(META, Objects.requireNonNull(META.field(name), name))
                    .replace("  ", "\n\n");
        }
    }

    private final List<Column<T>> columns;

    private ColumnTable(List<Column<T>> columns) {
        this.columns = List.copyOf(columns);
    }

    /// A table without columns.
    public static <T extends KubeObject> ColumnTable<T> empty() {
        return new ColumnTable<>(List.of());
    }

    /// A table that starts with the object's name.
    public static <T extends KubeObject> ColumnTable<T> named() {
        return named(object -> object.metadata().name());
    }

    /// A table that starts with the object's name and more about it.
    public static <T extends KubeObject> ColumnTable<T> named(Function<T, String> cell) {
        return ColumnTable.<T>empty().described("Name", "string", "name", "name", (object, now) -> cell.apply(object));
    }

    /// And a text that is always shown.
    public ColumnTable<T> text(String name, String description, Function<T, String> cell) {
        return column(name, "string", "", 0, description, (object, now) -> cell.apply(object));
    }

    /// And a text that is shown when a wide table is asked for.
    public ColumnTable<T> wide(String name, String description, Function<T, String> cell) {
        return column(name, "string", "", 1, description, (object, now) -> cell.apply(object));
    }

    /// And, when a wide table is asked for, the names and images of containers.
    public ColumnTable<T> containers(Function<T, List<Container>> containers) {
        return wide("Containers", "Names of the template's containers.", each -> Cells.names(containers.apply(each)))
                .wide("Images", "Their images.", each -> Cells.images(containers.apply(each)));
    }

    /// And a whole number.
    public ColumnTable<T> integer(String name, String description, Function<T, Long> cell) {
        return column(name, "integer", "", 0, description, (object, now) -> cell.apply(object));
    }

    /// And how long ago the object was created.
    public ColumnTable<T> age() {
        return described(
                "Age",
                "string",
                "",
                "creationTimestamp",
                (object, now) -> Ages.since(object.metadata().creationTimestamp(), now));
    }

    /// And when the object was created.
    public ColumnTable<T> createdAt() {
        return described(
                "Created At",
                "date",
                "",
                "creationTimestamp",
                (object, now) -> Ages.at(object.metadata().creationTimestamp()));
    }

    /// And a column of any kind.
    public ColumnTable<T> column(
            String name, String type, String format, int priority, String description, Cell<T> cell) {
        return with(new Column<>(new TableColumnDefinition(name, type, format, description, priority), "", cell));
    }

    private ColumnTable<T> described(String name, String type, String format, String field, Cell<T> cell) {
        return with(new Column<>(new TableColumnDefinition(name, type, format, "", 0), field, cell));
    }

    private ColumnTable<T> with(Column<T> column) {
        var more = new ArrayList<>(columns);
        more.add(column);
        return new ColumnTable<>(more);
    }

    @Override
    public List<TableColumnDefinition> definitions() {
        return columns.stream().map(Column::described).toList();
    }

    @Override
    public List<Object> cells(T object, Instant now) {
        var cells = new ArrayList<Object>(columns.size());
        for (var column : columns) {
            cells.add(column.cell().of(object, now));
        }
        return cells;
    }
}
