/// Rolls a Deployment's pods from one template to the next, by a ReplicaSet per template.
///
/// Promises: while rolling, never more than `maxSurge` above and never fewer available than `maxUnavailable` below
/// the wanted number; an unhealthy rollout stops growing; scaling in the middle of a rollout is spread over the
/// sets in proportion; history is kept to its limit; `Progressing`, `Available` and `ReplicaFailure` say how it
/// goes. Upstream: <https://kubernetes.io/docs/concepts/workloads/controllers/deployment/>,
/// `pkg/controller/deployment`.
@NullMarked
package io.djong.controllermanager.deployment;

import org.jspecify.annotations.NullMarked;
