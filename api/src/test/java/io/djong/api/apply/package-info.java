@NullMarked
package io.djong.api.apply;

import org.jspecify.annotations.NullMarked;
