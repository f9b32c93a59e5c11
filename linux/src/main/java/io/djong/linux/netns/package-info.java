/// Network namespaces by their files: made, entered by a thread of their own, taken away.
@NullMarked
package io.djong.linux.netns;

import org.jspecify.annotations.NullMarked;
