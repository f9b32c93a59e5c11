/// The resources of `node.k8s.io`.
@NullMarked
package io.djong.apiserver.registry.node;

import org.jspecify.annotations.NullMarked;
