/// Kernel parameters under /proc/sys.
@NullMarked
package io.djong.linux.sysctl;

import org.jspecify.annotations.NullMarked;
