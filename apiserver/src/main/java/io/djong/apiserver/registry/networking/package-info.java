/// The declarations of `networking.k8s.io`.
@NullMarked
package io.djong.apiserver.registry.networking;

import org.jspecify.annotations.NullMarked;
