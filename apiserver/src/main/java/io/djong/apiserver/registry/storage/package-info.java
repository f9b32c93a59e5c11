/// The resources of `storage.k8s.io`.
@NullMarked
package io.djong.apiserver.registry.storage;

import org.jspecify.annotations.NullMarked;
