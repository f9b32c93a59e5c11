/// What was given, though it says nothing: empty lists that were written are told from those that were not.
@NullMarked
package io.djong.api.given;

import org.jspecify.annotations.NullMarked;
