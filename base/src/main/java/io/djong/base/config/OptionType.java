package io.djong.base.config;

import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How values of an option are written and read. The usual ones are in [OptionTypes].
///
/// @param name as `--help` shows it; empty for booleans
/// @param shape what stands for a value in a file
/// @param reader reads one occurrence of the flag, or a scalar of a file
/// @param item reads one item of a list or one entry of a map in a file
/// @param writer writes a value as `--help` shows a default; an empty text is not shown
/// @param merger puts together what several occurrences of the flag say: the earlier value, then the later one
/// @param bare what a flag without a value means, null if it needs one
/// @param <T> of the values
public record OptionType<T extends @Nullable Object>(
        String name,
        Shape shape,
        Reader<T> reader,
        ItemReader<T> item,
        Function<T, String> writer,
        BinaryOperator<T> merger,
        @Nullable String bare) {
    /// What stands for a value in a file.
    public enum Shape {
        SCALAR,
        LIST,
        MAP
    }

    /// Reads a text.
    @FunctionalInterface
    public interface Reader<T extends @Nullable Object> {
        T read(String text) throws InvalidValue;
    }

    /// Reads a part of a value: a list of this one item, or a map of this one entry.
    @FunctionalInterface
    public interface ItemReader<T extends @Nullable Object> {
        /// @param key of the entry; empty for an item
        T read(String key, String text) throws InvalidValue;
    }

    /// The same type for an option that may be left unset, with null as its default.
    @SuppressWarnings({"unchecked", "NullAway"
    }) // readers never give null, so null gets only to the writer of a default
    public static <T> OptionType<@Nullable T> orUnset(OptionType<T> type) {
        return (OptionType<@Nullable T>) (OptionType<?>) type;
    }

    /// A type of single values; a later occurrence replaces an earlier one.
    public static <T> OptionType<T> scalar(String name, Reader<T> reader, Function<T, String> writer) {
        return new OptionType<>(
                name, Shape.SCALAR, reader, (_, text) -> reader.read(text), writer, (_, later) -> later, null);
    }
}
