/// Where users and components find their API server: kubeconfig files, and what a pod is given.
///
/// [KubeconfigFiles] reads and merges files, [Kubeconfig] picks a context, [InCluster] reads a pod's token and
/// certificates. Upstream: `clientcmd`,
/// <https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/>.
@NullMarked
package io.djong.client.kubeconfig;

import org.jspecify.annotations.NullMarked;
