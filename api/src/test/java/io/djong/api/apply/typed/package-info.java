@NullMarked
package io.djong.api.apply.typed;

import org.jspecify.annotations.NullMarked;
