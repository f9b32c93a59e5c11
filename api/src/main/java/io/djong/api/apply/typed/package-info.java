/// Values with a type: the walks that check, compare, merge and cut them. A type says of which form a
/// value is and what in it is owned as a whole; it is that of a generated record or of any other
/// structural schema. Pure; over indexed JSON.
///
/// Source: sigs.k8s.io/structured-merge-diff v6 `typed`, `schema`.
@NullMarked
package io.djong.api.apply.typed;

import org.jspecify.annotations.NullMarked;
