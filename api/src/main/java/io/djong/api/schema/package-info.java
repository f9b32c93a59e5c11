/// What is known about the fields of every generated type: how lists merge, what is required,
/// defaults, how Go calls their types. Read lazily from resources that the build makes from the
/// schema files. Patches, server-side apply, strict decoding, OpenAPI and `explain` use it.
@NullMarked
package io.djong.api.schema;

import org.jspecify.annotations.NullMarked;
