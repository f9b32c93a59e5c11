package io.djong.api.validation.certificates;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.djong.api.certificates.CertificateTexts;
import io.djong.api.certificates.PemBlock;
import io.djong.api.certificates.PublicKeys;
import io.djong.api.certificates.SigningRequest;
import io.djong.api.types.certificates.v1beta1.PodCertificateRequest;
import io.djong.api.types.certificates.v1beta1.PodCertificateRequestSpec;
import io.djong.api.types.certificates.v1beta1.PodCertificateRequestStatus;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.Shown;
import io.djong.api.validation.meta.ConditionRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a signer may say of a request for a pod's certificate: once, that it is issued, denied or failed.
public final class PodCertificateStatusRules {
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final FieldPath CONDITIONS = STATUS.child("conditions");
    private static final FieldPath CHAIN = STATUS.child("certificateChain");
    private static final FieldPath NOT_BEFORE = STATUS.child("notBefore");
    private static final FieldPath NOT_AFTER = STATUS.child("notAfter");
    private static final FieldPath REFRESH = STATUS.child("beginRefreshAt");
    private static final String ISSUED = "Issued";
    private static final List<String> ENDS = List.of(ISSUED, "Denied", "Failed");
    private static final int CHAIN_MAX = 100 * 1024;
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration MARGIN = Duration.ofMinutes(10);
    private static final Duration LIFETIME_MIN = Duration.ofHours(1);

    private PodCertificateStatusRules() {}

    /// A changed status.
    ///
    /// @param now the server's time
    public static void check(
            FieldErrors errors, PodCertificateRequest request, PodCertificateRequest old, Instant now) {
        int before = errors.size();
        ObjectMetaRules.update(errors, request.metadata(), old.metadata());
        if (errors.size() > before) {
            return;
        }
        var status = request.status();
        conditions(errors, status);
        if (errors.size() > before) {
            return;
        }
        String end = end(status);
        if (!end(old.status()).isEmpty()) {
            same(errors, status, old.status(), "immutable after PodCertificateRequest is issued, denied, or failed");
        } else if (end.equals(ISSUED)) {
            issued(errors, status, request.spec(), now);
        } else if (!end.isEmpty()) {
            same(
                    errors,
                    status,
                    PodCertificateRequestStatus.EMPTY.withConditions(status.conditions()),
                    "non-condition status fields must be empty when denying or failing the PodCertificateRequest");
        } else {
            same(
                    errors,
                    status,
                    old.status(),
                    "status is immutable unless transitioning to \"Issued\", \"Denied\", or \"Failed\"");
        }
    }

    private static void conditions(FieldErrors errors, PodCertificateRequestStatus status) {
        int known = 0;
        for (int i = 0; i < status.conditions().size(); i++) {
            var condition = status.conditions().get(i);
            var path = CONDITIONS.child("[" + i + "]"); // as upstream makes it
            if (!ENDS.contains(condition.type())) {
                errors.notSupported(path.child("type"), condition.type(), ENDS);
                continue;
            }
            if (++known > 1) {
                errors.invalid(
                        path.child("type"),
                        condition.type(),
                        "There may be at most one condition with type \"Issued\", \"Denied\", or \"Failed\"");
            }
            if (!condition.status().equals("True")) {
                errors.notSupported(path.child("status"), condition.status(), List.of("True"));
            }
        }
        ConditionRules.check(errors, CONDITIONS, status.conditions());
    }

    /// How the request ended; "" when it has not.
    private static String end(PodCertificateRequestStatus status) {
        for (var condition : status.conditions()) {
            if (ENDS.contains(condition.type()) && condition.status().equals("True")) {
                return condition.type();
            }
        }
        return "";
    }

    private static void same(
            FieldErrors errors, PodCertificateRequestStatus now, PodCertificateRequestStatus before, String detail) {
        if (!now.equals(before)) {
            PodCertificateRules.plain(errors, STATUS, detail);
        }
    }

    private static void issued(
            FieldErrors errors, PodCertificateRequestStatus status, PodCertificateRequestSpec spec, Instant now) {
        String chain = status.certificateChain();
        if (ByteLength.of(chain) > CHAIN_MAX) {
            errors.tooLong(CHAIN, CHAIN_MAX);
            return;
        }
        var blocks = PemBlock.all(new String(chain.getBytes(ISO_8859_1), ISO_8859_1));
        if (blocks.isEmpty()) {
            errors.invalid(CHAIN, chain, "issued certificate chain must contain at least one certificate");
            return;
        }
        if (!blocks.getFirst().type().equals("CERTIFICATE")) {
            errors.invalid(CHAIN, chain, "issued certificate chain must consist entirely of CERTIFICATE PEM blocks");
            return;
        }
        var leaf = read(blocks.getFirst());
        if (leaf == null) {
            errors.invalid(CHAIN, chain, "leaf certificate does not parse as valid X.509");
            return;
        }
        if (!leaf.getPublicKey().equals(key(spec))) {
            errors.invalid(CHAIN, chain, "leaf certificate was not issued to the requested public key");
            return;
        }
        int before = errors.size();
        times(errors, status, leaf, spec, now);
        for (int i = 1; i < blocks.size() && errors.size() == before; i++) {
            if (!blocks.get(i).type().equals("CERTIFICATE")) {
                errors.invalid(CHAIN, chain, "issued certificate chain must consist entirely of CERTFICATE PEM blocks");
            } else if (read(blocks.get(i)) == null) {
                errors.invalid(CHAIN, chain, "intermediate certificate does not parse as valid X.509");
            }
        }
    }

    private static @Nullable X509Certificate read(PemBlock block) {
        try {
            return CertificateTexts.read(block.content());
        } catch (CertificateException e) {
            return null;
        }
    }

    private static @Nullable PublicKey key(PodCertificateRequestSpec spec) {
        if (spec.stubPKCS10Request().isEmpty()) {
            return PublicKeys.parse(spec.pkixPublicKey());
        }
        try {
            return SigningRequest.ofDer(spec.stubPKCS10Request()).key();
        } catch (SigningRequest.Unreadable e) {
            return null;
        }
    }

    private static void times(
            FieldErrors errors,
            PodCertificateRequestStatus status,
            X509Certificate leaf,
            PodCertificateRequestSpec spec,
            Instant now) {
        var from = status.notBefore();
        var to = status.notAfter();
        var refresh = status.beginRefreshAt();
        if (from == null) {
            errors.required(NOT_BEFORE, "must be present and consistent with the issued certificate");
        }
        if (to == null) {
            errors.required(NOT_AFTER, "must be present and consistent with the issued certificate");
        }
        if (refresh == null) {
            errors.required(REFRESH, "must be present and in the range [notbefore+10min, notafter-10min]");
        }
        if (from == null || to == null || refresh == null) {
            return;
        }
        var lifetime = Duration.between(
                leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
        var most = spec.maxExpirationSeconds();
        if (!from.equals(leaf.getNotBefore().toInstant())) {
            errors.invalidShown(
                    NOT_BEFORE, Shown.time(from), "must be set to the NotBefore time encoded in the leaf certificate");
        } else if (!from.isAfter(now.minus(SKEW)) || !from.isBefore(now.plus(SKEW))) {
            errors.invalidShown(
                    NOT_BEFORE, Shown.time(from), "must be set to within 5 minutes of kube-apiserver's current time");
        } else if (!to.equals(leaf.getNotAfter().toInstant())) {
            errors.invalidShown(
                    NOT_AFTER, Shown.time(to), "must be set to the NotAfter time encoded in the leaf certificate");
        } else if (lifetime.compareTo(LIFETIME_MIN) < 0) {
            errors.invalidShown(
                    CHAIN, Long.toString(lifetime.toNanos()), "leaf certificate lifetime must be >= 1 hour");
        } else if (most != null && lifetime.toSeconds() > most) {
            errors.invalidShown(
                    CHAIN,
                    Long.toString(lifetime.toNanos()),
                    "leaf certificate lifetime must be <= spec.maxExpirationSeconds (" + most + ")");
        } else if (refresh.isBefore(from.plus(MARGIN))) {
            errors.invalidShown(REFRESH, Shown.time(refresh), "must be at least 10 minutes after status.notBefore");
        } else if (refresh.isAfter(to.minus(MARGIN))) {
            errors.invalidShown(REFRESH, Shown.time(refresh), "must be at least 10 minutes before status.notAfter");
        }
    }
}
