package io.djong.api.given;

import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;

/// The empty list that somebody wrote: `[]` in JSON. It equals every other empty list, as upstream's comparisons
/// take both for the same; only messages, which show `[]` for it and `null` for a list that nobody wrote, ask for the
/// difference. Its twins are [io.djong.api.json.OrderedMap#given] and [io.djong.api.meta.Bytes#GIVEN]. Whatever is
/// read from the store has none of them, as protobuf does not know them.
public final class EmptyList<T> extends AbstractList<T> implements RandomAccess {
    private static final EmptyList<?> GIVEN = new EmptyList<>();

    private EmptyList() {}

    /// The empty list that was written.
    @SuppressWarnings("unchecked") // holds nothing
    public static <T> List<T> given() {
        return (List<T>) GIVEN;
    }

    /// Whether a list is one that was written, and empty.
    public static boolean is(Collection<?> list) {
        return list instanceof EmptyList;
    }

    /// An immutable list of the same elements, an empty one as it was given.
    public static <T> List<T> copyOf(List<T> list) {
        return list instanceof EmptyList ? list : List.copyOf(list);
    }

    @Override
    public T get(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public int size() {
        return 0;
    }
}
