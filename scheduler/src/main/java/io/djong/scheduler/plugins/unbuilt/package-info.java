/// Stands in for plug-ins of upstream's default profile that are not built yet: refuses the pods that need them.
@NullMarked
package io.djong.scheduler.plugins.unbuilt;

import org.jspecify.annotations.NullMarked;
