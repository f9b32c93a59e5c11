/// A persistent (immutable, structure-sharing) sorted map: a consistent list, a snapshot and a fork are a
/// pointer.
@NullMarked
package io.djong.base.sortedmap;

import org.jspecify.annotations.NullMarked;
