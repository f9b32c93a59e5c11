package io.djong.apiserver.admission;

import io.djong.api.meta.KubeObject;
import io.djong.client.ApiException;

/// One rule about what may be written. A plug-in overrides what it needs.
public interface AdmissionPlugin {
    /// Upstream's name of it, as in `--enable-admission-plugins`.
    String name();

    /// Whether it looks at requests like this one.
    boolean handles(AdmissionRequest request);

    /// The object, changed or not; called before validation for creations and updates. Never sees null.
    ///
    /// @throws ApiException to refuse
    default KubeObject mutate(AdmissionRequest request, KubeObject object) throws ApiException, InterruptedException {
        return object;
    }

    /// Looks at the object as it will be written.
    ///
    /// @throws ApiException to refuse
    default void validate(AdmissionRequest request) throws ApiException, InterruptedException {}
}
