/// Mounts made, moved, taken away and listed: mount(2), umount2(2), /proc/self/mountinfo.
@NullMarked
package io.djong.linux.mount;

import org.jspecify.annotations.NullMarked;
