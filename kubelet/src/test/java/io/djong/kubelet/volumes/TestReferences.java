package io.djong.kubelet.volumes;

import io.djong.api.meta.Bytes;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.Secret;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.kubelet.references.ReferenceException;
import io.djong.kubelet.references.ReferencedObjects;
import java.util.HashMap;
import java.util.Map;

/// ConfigMaps and Secrets in a map.
public final class TestReferences implements ReferencedObjects {
    private final Map<String, ConfigMap> configMaps = new HashMap<>();
    private final Map<String, Secret> secrets = new HashMap<>();

    public void configMap(String namespace, String name, Map<String, String> data) {
        configMaps.put(
                namespace + "/" + name,
                ConfigMap.EMPTY
                        .withMetadata(ObjectMeta.EMPTY.withNamespace(namespace).withName(name))
                        .withData(data));
    }

    public void secret(String namespace, String name, Map<String, String> data) {
        Map<String, Bytes> bytes = new HashMap<>();
        data.forEach((key, value) -> bytes.put(key, Bytes.utf8(value)));
        secrets.put(
                namespace + "/" + name,
                Secret.EMPTY
                        .withMetadata(ObjectMeta.EMPTY.withNamespace(namespace).withName(name))
                        .withData(bytes));
    }

    public void removeConfigMap(String namespace, String name) {
        configMaps.remove(namespace + "/" + name);
    }

    @Override
    public ConfigMap configMap(String namespace, String name) throws ReferenceException {
        ConfigMap found = configMaps.get(namespace + "/" + name);
        if (found == null) {
            throw new ReferenceException("configmap \"" + name + "\" not found", true, null);
        }
        return found;
    }

    @Override
    public Secret secret(String namespace, String name) throws ReferenceException {
        Secret found = secrets.get(namespace + "/" + name);
        if (found == null) {
            throw new ReferenceException("secret \"" + name + "\" not found", true, null);
        }
        return found;
    }
}
