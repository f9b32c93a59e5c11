/// Keeps pods together or apart, as their affinity to other pods says.
@NullMarked
package io.djong.scheduler.plugins.interpodaffinity;

import org.jspecify.annotations.NullMarked;
