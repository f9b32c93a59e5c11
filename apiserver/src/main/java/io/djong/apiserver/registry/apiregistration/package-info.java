/// The kind of `apiregistration.k8s.io`: groups and versions that other servers answer for.
@NullMarked
package io.djong.apiserver.registry.apiregistration;

import org.jspecify.annotations.NullMarked;
