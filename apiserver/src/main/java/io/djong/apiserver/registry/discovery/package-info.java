/// Declarations of the resources of `discovery.k8s.io`.
@NullMarked
package io.djong.apiserver.registry.discovery;

import org.jspecify.annotations.NullMarked;
