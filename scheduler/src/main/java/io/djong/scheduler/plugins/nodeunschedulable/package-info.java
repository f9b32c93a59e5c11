/// Keeps pods off cordoned nodes.
@NullMarked
package io.djong.scheduler.plugins.nodeunschedulable;

import org.jspecify.annotations.NullMarked;
