package io.djong.api.validation.certificates;

import io.djong.api.json.JsonWriter;
import io.djong.api.meta.Bytes;
import io.djong.api.types.certificates.v1beta1.PodCertificateRequestSpec;

/// What a pod's certificate is asked for with, as upstream's messages show it: by the names that the fields have in
/// its own program, with all that is not set.
final class GoPodCertificateText {
    private GoPodCertificateText() {}

    static String of(PodCertificateRequestSpec spec) {
        var out = new JsonWriter(256);
        out.beginObject();
        text(out, "SignerName", spec.signerName());
        text(out, "PodName", spec.podName());
        text(out, "PodUID", spec.podUID());
        text(out, "ServiceAccountName", spec.serviceAccountName());
        text(out, "ServiceAccountUID", spec.serviceAccountUID());
        text(out, "NodeName", spec.nodeName());
        text(out, "NodeUID", spec.nodeUID());
        out.key("MaxExpirationSeconds");
        var seconds = spec.maxExpirationSeconds();
        if (seconds == null) {
            out.nullValue();
        } else {
            out.int64(seconds);
        }
        bytes(out, "PKIXPublicKey", spec.pkixPublicKey());
        bytes(out, "ProofOfPossession", spec.proofOfPossession());
        bytes(out, "StubPKCS10Request", spec.stubPKCS10Request());
        out.key("UnverifiedUserAnnotations");
        if (spec.unverifiedUserAnnotations().isEmpty()) {
            out.nullValue();
        } else {
            out.stringMap(spec.unverifiedUserAnnotations());
        }
        out.endObject();
        return out.asText();
    }

    private static void text(JsonWriter out, String key, String value) {
        out.key(key);
        out.string(value);
    }

    private static void bytes(JsonWriter out, String key, Bytes value) {
        out.key(key);
        if (value.isEmpty()) {
            out.nullValue();
        } else {
            out.base64(value.shared());
        }
    }
}
