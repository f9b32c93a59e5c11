/// kube-proxy: what packets to services meet on this node.
///
/// Promises: after [ServiceProxy] has synced, new connections go where Services and EndpointSlices say; a change
/// reaches the kernel as one transaction of a few elements; connections that exist are left alone, except those of
/// UDP that lead to endpoints which serve no more. Flags, ports, health answers and metrics as upstream's 1.36.
/// Only the mode `nftables` is built.
@NullMarked
package io.djong.proxy;

import org.jspecify.annotations.NullMarked;
