/// Declarations of the resources of `rbac.authorization.k8s.io`, one a file.
@NullMarked
package io.djong.apiserver.registry.rbac;

import org.jspecify.annotations.NullMarked;
