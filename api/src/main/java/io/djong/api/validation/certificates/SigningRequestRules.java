package io.djong.api.validation.certificates;

import io.djong.api.certificates.CertificateTexts;
import io.djong.api.certificates.SigningRequest;
import io.djong.api.types.certificates.v1.CertificateSigningRequest;
import io.djong.api.types.certificates.v1.CertificateSigningRequestCondition;
import io.djong.api.types.certificates.v1.CertificateSigningRequestSpec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Certificate signing requests.
public final class SigningRequestRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final FieldPath CONDITIONS = STATUS.child("conditions");
    private static final FieldPath CERTIFICATE = STATUS.child("certificate");
    private static final String LEGACY_SIGNER = "kubernetes.io/legacy-unknown";
    private static final String APPROVED = "Approved";
    private static final String DENIED = "Denied";
    private static final List<String> DECISIONS = List.of(APPROVED, DENIED);
    private static final List<String> TRUE_ONLY = List.of(APPROVED, DENIED, "Failed");
    private static final List<String> TRUE = List.of("True");
    private static final List<String> ANY_STATUS = List.of("False", "True", "Unknown");
    private static final int EXPIRATION_MIN_SECONDS = 600;
    private static final List<String> USAGES = List.of(
            "any",
            "cert sign",
            "client auth",
            "code signing",
            "content commitment",
            "crl sign",
            "data encipherment",
            "decipher only",
            "digital signature",
            "email protection",
            "encipher only",
            "ipsec end system",
            "ipsec tunnel",
            "ipsec user",
            "key agreement",
            "key encipherment",
            "microsoft sgc",
            "netscape sgc",
            "ocsp signing",
            "s/mime",
            "server auth",
            "signing",
            "timestamping");

    private SigningRequestRules() {}

    /// A new one.
    public static void create(FieldErrors errors, CertificateSigningRequest request) {
        check(errors, request, null);
        if (errors.isEmpty()) { // any name will do, but for what is asked of all names
            errors.invalidEach(
                    FieldPath.of("metadata").child("name"),
                    request.metadata().name(),
                    NameRule.pathSegment(request.metadata().name()));
        }
    }

    /// A changed one.
    public static void update(FieldErrors errors, CertificateSigningRequest request, CertificateSigningRequest old) {
        change(errors, request, old);
        decisionsStay(errors, request, old);
        if (!request.status().certificate().equals(old.status().certificate())) {
            errors.forbidden(CERTIFICATE, "updates may not set certificate content");
        }
        ObjectMetaRules.update(errors, request.metadata(), old.metadata());
    }

    /// A changed status, by which a signer gives the certificate.
    public static void updateStatus(
            FieldErrors errors, CertificateSigningRequest request, CertificateSigningRequest old) {
        change(errors, request, old);
        decisionsStay(errors, request, old);
        var before = old.status().certificate();
        if (!request.status().certificate().equals(before) && !before.isEmpty()) {
            errors.forbidden(CERTIFICATE, "updates may not modify existing certificate content");
        }
        ObjectMetaRules.update(errors, request.metadata(), old.metadata());
    }

    /// An approval or denial.
    public static void updateApproval(
            FieldErrors errors, CertificateSigningRequest request, CertificateSigningRequest old) {
        change(errors, request, old);
        if (!request.status().certificate().equals(old.status().certificate())) {
            errors.forbidden(CERTIFICATE, "updates may not set certificate content");
        }
        ObjectMetaRules.update(errors, request.metadata(), old.metadata());
    }

    private static void change(FieldErrors errors, CertificateSigningRequest request, CertificateSigningRequest old) {
        check(errors, request, old);
        for (String type : TRUE_ONLY) {
            if (of(request, type).size() < of(old, type).size()) {
                errors.forbidden(CONDITIONS, "updates may not remove a condition of type \"" + type + "\"");
            }
        }
    }

    private static void decisionsStay(
            FieldErrors errors, CertificateSigningRequest request, CertificateSigningRequest old) {
        for (String type : DECISIONS) {
            var now = of(request, type);
            var before = of(old, type);
            if (now.size() > before.size()) {
                errors.forbidden(CONDITIONS, "updates may not add a condition of type \"" + type + "\"");
            } else if (now.size() == before.size() && !now.equals(before)) {
                errors.forbidden(CONDITIONS, "updates may not modify a condition of type \"" + type + "\"");
            }
        }
    }

    private static List<CertificateSigningRequestCondition> of(CertificateSigningRequest request, String type) {
        return request.status().conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .toList();
    }

    /// @param old null on creation; what is wrong there already is let pass
    private static void check(
            FieldErrors errors, CertificateSigningRequest request, @Nullable CertificateSigningRequest old) {
        ObjectMetaRules.create(errors, request.metadata(), false, (name, prefix) -> List.of());
        var spec = request.spec();
        String problem = problem(spec);
        if (!problem.isEmpty()) {
            errors.invalidShown(SPEC.child("request"), Shown.bytes(spec.request()), problem);
        }
        usages(errors, spec.usages(), old == null ? List.of() : old.spec().usages());
        boolean legacy = old != null && old.spec().signerName().equals(LEGACY_SIGNER);
        if (!legacy && spec.signerName().equals(LEGACY_SIGNER)) {
            errors.invalid(
                    SPEC.child("signerName"),
                    spec.signerName(),
                    "the legacy signerName is not allowed via this API version");
        } else {
            SignerNames.check(errors, SPEC.child("signerName"), spec.signerName());
        }
        var seconds = spec.expirationSeconds();
        if (seconds != null && seconds < EXPIRATION_MIN_SECONDS) {
            errors.invalid(
                    SPEC.child("expirationSeconds"),
                    seconds,
                    "may not specify a duration less than 600 seconds (10 minutes)");
        }
        conditions(
                errors,
                request.status().conditions(),
                old == null ? List.of() : old.status().conditions());
        certificate(errors, request, old);
    }

    private static String problem(CertificateSigningRequestSpec spec) {
        try {
            return SigningRequest.ofPem(spec.request()).signatureProblem();
        } catch (SigningRequest.Unreadable e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void usages(FieldErrors errors, List<String> usages, List<String> before) {
        var path = SPEC.child("usages");
        if (usages.isEmpty()) {
            errors.required(path);
        }
        if (USAGES.containsAll(before)) {
            for (int i = 0; i < usages.size(); i++) {
                if (!USAGES.contains(usages.get(i))) {
                    errors.notSupported(path.index(i), usages.get(i), USAGES);
                }
            }
        }
        if (new HashSet<>(before).size() == before.size()) {
            var seen = new HashSet<String>();
            for (int i = 0; i < usages.size(); i++) {
                if (!seen.add(usages.get(i))) {
                    errors.duplicate(path.index(i), usages.get(i));
                }
            }
        }
    }

    private static void conditions(
            FieldErrors errors,
            List<CertificateSigningRequestCondition> conditions,
            List<CertificateSigningRequestCondition> before) {
        var typesBefore =
                before.stream().map(CertificateSigningRequestCondition::type).toList();
        boolean anyType = typesBefore.contains("");
        boolean bothBefore = typesBefore.containsAll(DECISIONS);
        boolean twiceBefore = new HashSet<>(typesBefore).size() < typesBefore.size();
        var seen = new HashSet<String>();
        for (int i = 0; i < conditions.size(); i++) {
            var condition = conditions.get(i);
            String type = condition.type();
            var path = CONDITIONS.index(i);
            if (!anyType && type.isEmpty()) {
                errors.required(path.child("type"));
            }
            var allowed = TRUE_ONLY.contains(type) ? TRUE : ANY_STATUS;
            if (condition.status().isEmpty()) {
                errors.required(path.child("status"));
            } else if (!allowed.contains(condition.status())) {
                errors.notSupported(path.child("status"), condition.status(), allowed);
            }
            boolean fresh = seen.add(type);
            if (!bothBefore && DECISIONS.contains(type) && seen.containsAll(DECISIONS)) {
                errors.invalid(CONDITIONS, type, "Approved and Denied conditions are mutually exclusive");
            }
            if (!twiceBefore && !fresh) {
                errors.duplicate(path.child("type"), type);
            }
        }
    }

    private static void certificate(
            FieldErrors errors, CertificateSigningRequest request, @Nullable CertificateSigningRequest old) {
        var certificate = request.status().certificate();
        if (old != null) {
            var before = old.status().certificate();
            if (certificate.equals(before) || !CertificateTexts.problem(before).isEmpty()) {
                return;
            }
        }
        String problem = CertificateTexts.problem(certificate);
        if (!problem.isEmpty()) {
            errors.invalid(CERTIFICATE, "<certificate data>", problem);
        }
    }
}
