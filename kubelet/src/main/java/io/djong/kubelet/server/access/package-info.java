/// What one must be allowed to do with the node to be let in by the kubelet; who asks, and whether he may,
/// is found out
/// as at every component ([io.djong.client.serving]). [io.djong.kubelet.server.access.ServerAccess] is the door.
///
/// Source: kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz.
@NullMarked
package io.djong.kubelet.server.access;

import org.jspecify.annotations.NullMarked;
