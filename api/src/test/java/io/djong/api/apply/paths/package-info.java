@NullMarked
package io.djong.api.apply.paths;

import org.jspecify.annotations.NullMarked;
