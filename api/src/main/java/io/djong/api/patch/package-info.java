/// Patches as pure functions on JSON trees: JSON patch (RFC 6902), merge patch (RFC 7386) and
/// strategic merge patch, with the results, error texts and oddities of the API server's.
@NullMarked
package io.djong.api.patch;

import org.jspecify.annotations.NullMarked;
