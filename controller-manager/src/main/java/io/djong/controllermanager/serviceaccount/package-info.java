/// Gives every active namespace its ServiceAccount `default`, and gives it back when it is deleted.
/// Upstream:
/// <https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#serviceaccount-controller>.
@NullMarked
package io.djong.controllermanager.serviceaccount;

import org.jspecify.annotations.NullMarked;
