/// The kind of `apiextensions.k8s.io`: definitions of further kinds.
@NullMarked
package io.djong.apiserver.registry.apiextensions;

import org.jspecify.annotations.NullMarked;
