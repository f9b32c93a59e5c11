/// Honours `nodeSelector` and node affinity.
@NullMarked
package io.djong.scheduler.plugins.nodeaffinity;

import org.jspecify.annotations.NullMarked;
