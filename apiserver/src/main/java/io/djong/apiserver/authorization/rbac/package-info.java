/// Role-based access control: decides from Roles, ClusterRoles and their bindings as the caches hold them.
@NullMarked
package io.djong.apiserver.authorization.rbac;

import org.jspecify.annotations.NullMarked;
