/// What the API server fills in when an object is decoded, before admission: upstream's defaults, and the joining of
/// fields that upstream's internal form holds once. Pure functions; what needs no default is returned as it came.
///
/// The door is [io.djong.api.defaults.Defaults].
@NullMarked
package io.djong.api.defaults;

import org.jspecify.annotations.NullMarked;
