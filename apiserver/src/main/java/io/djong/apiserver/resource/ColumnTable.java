package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.meta.v1.TableColumnDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    private record Column<T>(TableColumnDefinition definition, Cell<T> cell) {}

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
        return ColumnTable.<T>empty()
                .column(
                        "Name",
                        "string",
                        "name",
                        0,
                        "Name of the object.",
                        (object, now) -> object.metadata().name());
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
        return column(
                "Age",
                "string",
                "",
                0,
                "Time since the object was created.",
                (object, now) -> Ages.since(object.metadata().creationTimestamp(), now));
    }

    /// And when the object was created.
    public ColumnTable<T> createdAt() {
        return column(
                "Created At",
                "date",
                "",
                0,
                "Time at which the object was created.",
                (object, now) -> Ages.at(object.metadata().creationTimestamp()));
    }

    /// And a column of any kind.
    public ColumnTable<T> column(
            String name, String type, String format, int priority, String description, Cell<T> cell) {
        var more = new ArrayList<>(columns);
        more.add(new Column<>(new TableColumnDefinition(name, type, format, description, priority), cell));
        return new ColumnTable<>(more);
    }

    @Override
    public List<TableColumnDefinition> definitions() {
        return columns.stream().map(Column::definition).toList();
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
