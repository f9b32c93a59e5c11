/// The declarations of `flowcontrol.apiserver.k8s.io`.
@NullMarked
package io.djong.apiserver.registry.flowcontrol;

import org.jspecify.annotations.NullMarked;
