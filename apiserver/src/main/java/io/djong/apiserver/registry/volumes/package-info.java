/// Persistent volumes and the claims to them.
@NullMarked
package io.djong.apiserver.registry.volumes;

import org.jspecify.annotations.NullMarked;
