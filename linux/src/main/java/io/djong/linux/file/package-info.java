/// What java.nio.file cannot do: owners by number, all mode bits, exchange of two names, locks, file systems.
@NullMarked
package io.djong.linux.file;

import org.jspecify.annotations.NullMarked;
