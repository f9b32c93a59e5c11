package io.djong.api.defaults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Lists whose elements get defaults; the same list when none of them changed.
final class Mapped {
    private Mapped() {}

    static <T> List<T> list(List<T> list, UnaryOperator<T> change) {
        @Nullable ArrayList<T> changed = null;
        for (int i = 0; i < list.size(); i++) {
            T before = list.get(i);
            T after = change.apply(before);
            if (changed == null && !isSame(before, after)) {
                changed = new ArrayList<>(list);
            }
            if (changed != null) {
                changed.set(i, after);
            }
        }
        return changed == null ? list : changed;
    }

    @SuppressWarnings("ReferenceEquality") // the point: what came back untouched is the very same object
    static boolean isSame(@Nullable Object a, @Nullable Object b) {
        return a == b;
    }
}
