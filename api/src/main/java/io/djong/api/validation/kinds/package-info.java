/// The door: rules of any object, chosen by its type. [io.djong.api.validation.kinds.Validation] dispatches;
/// the other
/// files are a table each, of the kinds of a group or of a few that belong together.
@NullMarked
package io.djong.api.validation.kinds;

import org.jspecify.annotations.NullMarked;
