/// JSON as bytes and as trees: a byte-level reader and writer with the limits and the spelling of
/// upstream's serializer, and immutable trees for what has no record. Knows nothing of Kubernetes'
/// types.
@NullMarked
package io.djong.api.json;

import org.jspecify.annotations.NullMarked;
