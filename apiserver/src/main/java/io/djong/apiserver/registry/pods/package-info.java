/// What can be asked for below a pod: its placement on a node, its eviction.
@NullMarked
package io.djong.apiserver.registry.pods;

import org.jspecify.annotations.NullMarked;
