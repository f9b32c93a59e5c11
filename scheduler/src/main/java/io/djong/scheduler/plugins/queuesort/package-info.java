/// The order of the queue.
@NullMarked
package io.djong.scheduler.plugins.queuesort;

import org.jspecify.annotations.NullMarked;
