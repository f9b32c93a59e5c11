/// The configuration that containerd hands to the CNI plug-ins (containernetworking/cni SPEC 1.0.0).
@NullMarked
package io.djong.network.cni;

import org.jspecify.annotations.NullMarked;
