/// Signals and process descriptors.
@NullMarked
package io.djong.linux.process;

import org.jspecify.annotations.NullMarked;
