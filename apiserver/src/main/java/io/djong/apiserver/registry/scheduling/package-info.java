/// Declarations of the resources of `scheduling.k8s.io`.
@NullMarked
package io.djong.apiserver.registry.scheduling;

import org.jspecify.annotations.NullMarked;
