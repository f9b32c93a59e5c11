/// Publishes the cluster's root certificates in every active namespace, as ConfigMap `kube-root-ca.crt`, where pods
/// mount it. Upstream: `root-ca-certificate-publisher-controller`, KEP-1205.
@NullMarked
package io.djong.controllermanager.rootca;

import org.jspecify.annotations.NullMarked;
