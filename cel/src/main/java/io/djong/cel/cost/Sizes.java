package io.djong.cel.cost;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How large the values are that an expression is given.
@FunctionalInterface
public interface Sizes {
    /// The most elements, bytes or characters that a value has.
    ///
    /// @param path the variable, then fields, `@items`, `@values` or `@keys`; not empty
    /// @return null when nothing is known
    @Nullable
    Long most(List<String> path);
}
