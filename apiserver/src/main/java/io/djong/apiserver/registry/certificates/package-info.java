/// The declarations of `certificates.k8s.io`.
@NullMarked
package io.djong.apiserver.registry.certificates;

import org.jspecify.annotations.NullMarked;
