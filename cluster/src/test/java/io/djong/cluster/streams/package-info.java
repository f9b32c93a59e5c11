@NullMarked
package io.djong.cluster.streams;

import org.jspecify.annotations.NullMarked;
