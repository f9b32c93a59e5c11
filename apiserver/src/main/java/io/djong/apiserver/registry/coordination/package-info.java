/// Declarations of the resources of `coordination.k8s.io`.
@NullMarked
package io.djong.apiserver.registry.coordination;

import org.jspecify.annotations.NullMarked;
