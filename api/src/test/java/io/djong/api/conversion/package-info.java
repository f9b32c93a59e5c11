@NullMarked
package io.djong.api.conversion;

import org.jspecify.annotations.NullMarked;
