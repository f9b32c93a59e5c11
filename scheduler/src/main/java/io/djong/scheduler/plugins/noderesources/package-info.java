/// Fits pods into what nodes have of each resource, and weighs how full and how even that makes them.
@NullMarked
package io.djong.scheduler.plugins.noderesources;

import org.jspecify.annotations.NullMarked;
