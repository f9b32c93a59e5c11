/// Control groups of both versions, written below a folder that the caller names.
@NullMarked
package io.djong.linux.cgroup;

import org.jspecify.annotations.NullMarked;
