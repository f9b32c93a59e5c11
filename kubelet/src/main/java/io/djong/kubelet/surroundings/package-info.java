/// What is around a pod's containers, put together from the rooms that make it: control groups, volumes, environment,
/// names, limits, secrets for pulling.
@NullMarked
package io.djong.kubelet.surroundings;

import org.jspecify.annotations.NullMarked;
