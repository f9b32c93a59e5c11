/// Prefers nodes that have the images already.
@NullMarked
package io.djong.scheduler.plugins.imagelocality;

import org.jspecify.annotations.NullMarked;
