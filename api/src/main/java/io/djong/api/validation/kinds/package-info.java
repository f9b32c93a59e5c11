/// The door: rules of any object, chosen by its type. [io.djong.api.validation.kinds.Validation] dispatches; small
/// groups' rules are here too.
@NullMarked
package io.djong.api.validation.kinds;

import org.jspecify.annotations.NullMarked;
