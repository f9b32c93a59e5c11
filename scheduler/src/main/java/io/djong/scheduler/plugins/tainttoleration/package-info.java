/// Honours taints and tolerations.
@NullMarked
package io.djong.scheduler.plugins.tainttoleration;

import org.jspecify.annotations.NullMarked;
