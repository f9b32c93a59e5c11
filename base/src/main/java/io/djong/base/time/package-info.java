/// Time, threads and chance as parameters: the one [Environment] that every component is constructed with.
@NullMarked
package io.djong.base.time;

import org.jspecify.annotations.NullMarked;
