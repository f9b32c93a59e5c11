/// The expressions of webhooks and policies: they are compiled here and not yet run. The environments
/// have the variables of admission and Kubernetes' function libraries as declarations; messages are
/// upstream's as far as the compiler (`dev.cel`, the Java twin of upstream's) words them alike.
///
/// Source: `k8s.io/apiserver/pkg/cel`, KEP-2876, KEP-3488.
@NullMarked
package io.djong.cel;

import org.jspecify.annotations.NullMarked;
