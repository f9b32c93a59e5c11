/// What a node's kubelet may do: its own Node and Lease, the pods that are bound to it, and of
/// everything else only what those pods name. Upstream: plugin/pkg/auth/authorizer/node, "Using Node
/// Authorization".
@NullMarked
package io.djong.apiserver.authorization.node;

import org.jspecify.annotations.NullMarked;
