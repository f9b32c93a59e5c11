/// What the scheduler's tests share: objects made short, and a scene to decide on.
@NullMarked
package io.djong.scheduler.world;

import org.jspecify.annotations.NullMarked;
