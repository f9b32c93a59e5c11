package io.djong.api.validation.certificates;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.certificates.PublicKeys;
import io.djong.api.certificates.SigningRequest;
import io.djong.api.types.certificates.v1beta1.PodCertificateRequest;
import io.djong.api.types.certificates.v1beta1.PodCertificateRequestSpec;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.ErrorType;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.security.PublicKey;
import java.util.Locale;
import java.util.Map;

/// Requests of kubelets for certificates of pods.
public final class PodCertificateRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath PKCS10 = SPEC.child("stubPKCS10Request");
    private static final FieldPath PKIX = SPEC.child("pkixPublicKey");
    private static final FieldPath PROOF = SPEC.child("proofOfPossession");
    private static final int UID_MAX = 128;
    private static final int KEY_MAX = 10 * 1024;
    private static final int EXPIRATION_MIN = 3_600;
    private static final int EXPIRATION_MAX = 91 * 86_400;
    private static final int KUBERNETES_EXPIRATION_MAX = 86_400;
    private static final int RSA_SHORT = 3_072;
    private static final int RSA_LONG = 4_096;

    private PodCertificateRules() {}

    /// A new one.
    public static void create(FieldErrors errors, PodCertificateRequest request) {
        ObjectMetaRules.create(errors, request.metadata(), true, NameRule.SUBDOMAIN);
        var spec = request.spec();
        SignerNames.check(errors, SPEC.child("signerName"), spec.signerName());
        annotations(errors, SPEC.child("unverifiedUserAnnotations"), spec.unverifiedUserAnnotations());
        errors.invalidEach(SPEC.child("podName"), spec.podName(), DnsNames.subdomain(spec.podName()));
        uid(errors, SPEC.child("podUID"), spec.podUID());
        errors.invalidEach(
                SPEC.child("serviceAccountName"),
                spec.serviceAccountName(),
                DnsNames.subdomain(spec.serviceAccountName()));
        uid(errors, SPEC.child("serviceAccountUID"), spec.serviceAccountUID());
        errors.invalidEach(SPEC.child("nodeName"), spec.nodeName(), DnsNames.subdomain(spec.nodeName()));
        uid(errors, SPEC.child("nodeUID"), spec.nodeUID());
        var seconds = spec.maxExpirationSeconds();
        if (seconds == null) {
            errors.required(SPEC.child("maxExpirationSeconds"), "must be set");
            return;
        }
        int most = SignerNames.isKubernetes(spec.signerName()) ? KUBERNETES_EXPIRATION_MAX : EXPIRATION_MAX;
        if (seconds < EXPIRATION_MIN || seconds > most) {
            errors.invalid(
                    SPEC.child("maxExpirationSeconds"),
                    seconds,
                    "must be in the range [" + EXPIRATION_MIN + ", " + most + "]");
        }
        proof(errors, spec);
    }

    private static void uid(FieldErrors errors, FieldPath path, String uid) {
        if (uid.isEmpty()) {
            errors.invalid(path, "", "must not be empty");
        }
        if (ByteLength.of(uid) > UID_MAX) {
            errors.tooLong(path, UID_MAX);
        }
    }

    private static void annotations(FieldErrors errors, FieldPath path, Map<String, String> annotations) {
        long bytes = 0;
        for (var annotation : annotations.entrySet()) {
            String key = annotation.getKey().toLowerCase(Locale.ROOT);
            bytes += ByteLength.of(annotation.getKey()) + (long) ByteLength.of(annotation.getValue());
            var wrong = LabelNames.key(key);
            if (key.isEmpty()) {
                errors.required(path);
            } else if (!wrong.isEmpty()) {
                errors.invalidEach(path, key, wrong);
            } else if (key.indexOf('/') < 0) {
                errors.invalid(path, key, "must be a domain-prefixed key (such as \"acme.io/foo\")");
            }
        }
        if (bytes > ObjectMetaRules.ANNOTATIONS_MAX_BYTES) {
            errors.tooLong(path, ObjectMetaRules.ANNOTATIONS_MAX_BYTES);
        }
    }

    private static void proof(FieldErrors errors, PodCertificateRequestSpec spec) {
        boolean stub = !spec.stubPKCS10Request().isEmpty();
        boolean key = !spec.pkixPublicKey().isEmpty();
        boolean signed = !spec.proofOfPossession().isEmpty();
        if (stub && !key && !signed) {
            stub(errors, spec);
        } else if (!stub && key && signed) {
            key(errors, spec);
        } else {
            plain(errors, SPEC, "exactly one of (stubPKCS10Request) or (pkixPublicKey, proofOfPossession) must be set");
        }
    }

    /// A complaint that does not repeat the value.
    static void plain(FieldErrors errors, FieldPath path, String detail) {
        errors.add(new FieldError(ErrorType.INVALID, path.toString(), null, detail));
    }

    private static void stub(FieldErrors errors, PodCertificateRequestSpec spec) {
        if (spec.stubPKCS10Request().size() > KEY_MAX) {
            errors.tooLong(PKCS10, KEY_MAX);
            return;
        }
        try {
            var request = SigningRequest.ofDer(spec.stubPKCS10Request());
            if (fits(errors, PKCS10, request.key())
                    && !request.signatureProblem().isEmpty()) {
                plain(errors, PKCS10, "invalid signature");
            }
        } catch (SigningRequest.Unreadable e) {
            plain(errors, PKCS10, "must be a valid PKCS#10 CSR");
        }
    }

    private static void key(FieldErrors errors, PodCertificateRequestSpec spec) {
        if (spec.pkixPublicKey().size() > KEY_MAX) {
            errors.tooLong(PKIX, KEY_MAX);
            return;
        }
        if (spec.proofOfPossession().size() > KEY_MAX) {
            errors.tooLong(PROOF, KEY_MAX);
            return;
        }
        var key = PublicKeys.parse(spec.pkixPublicKey());
        if (key == null) {
            errors.invalidShown(PKIX, Shown.bytes(spec.pkixPublicKey()), "must be a valid PKIX-serialized public key");
        } else if (fits(errors, PKIX, key)
                && !PublicKeys.hasSigned(key, spec.podUID().getBytes(UTF_8), spec.proofOfPossession())) {
            plain(errors, PROOF, "could not verify proof-of-possession signature");
        }
    }

    private static boolean fits(FieldErrors errors, FieldPath path, PublicKey key) {
        int bits = PublicKeys.rsaBits(key);
        if (bits == 0 || bits == RSA_SHORT || bits == RSA_LONG) {
            return true;
        }
        errors.invalid(path, bits + "-bit modulus", "RSA keys must have modulus size 3072 or 4096");
        return false;
    }

    /// A changed one: what is asked for stays.
    public static void update(FieldErrors errors, PodCertificateRequest request, PodCertificateRequest old) {
        ObjectMetaRules.update(errors, request.metadata(), old.metadata());
        if (!request.spec().equals(old.spec())) {
            errors.invalidShown(SPEC, GoPodCertificateText.of(request.spec()), Texts.IMMUTABLE);
        }
    }
}
