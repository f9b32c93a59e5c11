/// Fills the rules of ClusterRoles that have an `aggregationRule` with those of the roles that it selects.
/// Upstream: <https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles>.
@NullMarked
package io.djong.controllermanager.clusterroleaggregation;

import org.jspecify.annotations.NullMarked;
