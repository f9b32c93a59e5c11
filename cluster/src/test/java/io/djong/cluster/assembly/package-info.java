@NullMarked
package io.djong.cluster.assembly;

import org.jspecify.annotations.NullMarked;
