/// Honours `spec.nodeName`.
@NullMarked
package io.djong.scheduler.plugins.nodename;

import org.jspecify.annotations.NullMarked;
