/// The rules of `node.k8s.io`.
@NullMarked
package io.djong.api.validation.node;

import org.jspecify.annotations.NullMarked;
