/// Who asks the kubelet, and whether he may: client certificates and bearer tokens, then the API server's
/// word. [io.djong.kubelet.server.access.ServerAccess] is the door.
///
/// Source: kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz.
@NullMarked
package io.djong.kubelet.server.access;

import org.jspecify.annotations.NullMarked;
