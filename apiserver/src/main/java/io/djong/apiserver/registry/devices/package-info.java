/// The kinds of `resource.k8s.io`: devices, what of them is offered, and claims to them.
@NullMarked
package io.djong.apiserver.registry.devices;

import org.jspecify.annotations.NullMarked;
