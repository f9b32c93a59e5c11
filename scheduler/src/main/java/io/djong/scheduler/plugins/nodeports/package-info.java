/// Keeps host ports apart.
@NullMarked
package io.djong.scheduler.plugins.nodeports;

import org.jspecify.annotations.NullMarked;
