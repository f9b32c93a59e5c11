package io.djong.kubelet.references;

import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.Secret;

/// Reads the ConfigMaps and Secrets that pods on this node name.
///
/// What is returned was current at some moment after the pod that names it became known here. May wait for the API
/// server; safe for any number of threads.
public interface ReferencedObjects {
    /// @throws ReferenceException when there is none (`configmap "x" not found`) or nobody can tell
    ConfigMap configMap(String namespace, String name) throws ReferenceException, InterruptedException;

    /// @throws ReferenceException when there is none (`secret "x" not found`) or nobody can tell
    Secret secret(String namespace, String name) throws ReferenceException, InterruptedException;
}
