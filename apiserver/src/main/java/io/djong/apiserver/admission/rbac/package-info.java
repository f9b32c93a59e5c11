/// Nobody gives away more than they have: who writes a role must hold what is in it, who writes a binding
/// what is in its role, unless they may `escalate` or `bind`, or belong to `system:masters`. Upstream does
/// this in the storage of those kinds; it is no plug-in that could be switched off, here neither.
@NullMarked
package io.djong.apiserver.admission.rbac;

import org.jspecify.annotations.NullMarked;
