/// The door to JSON: whole texts to typed objects and back, with the problems that a strict reading finds.
@NullMarked
package io.djong.api.codec;

import org.jspecify.annotations.NullMarked;
