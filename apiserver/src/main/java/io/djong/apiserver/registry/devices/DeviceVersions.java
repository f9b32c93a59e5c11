package io.djong.apiserver.registry.devices;

import io.djong.api.codec.SameShape;
import io.djong.api.defaults.Defaults;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.apiserver.resource.AlternateVersion;

/// Versions that have the shape of the stored one, and its defaults.
final class DeviceVersions {
    private DeviceVersions() {}

    static <H extends KubeObject, V extends KubeObject> AlternateVersion<H, V> like(
            Resource<H> stored, Resource<V> version) {
        return new AlternateVersion<>(
                version,
                object -> SameShape.convert(object, stored.type(), version.type()),
                object -> Defaults.apply(SameShape.convert(object, version.type(), stored.type())));
    }
}
