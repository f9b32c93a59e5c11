package io.djong.api.validation.certificates;

import io.djong.api.certificates.CertificateTexts;
import io.djong.api.certificates.PemBlock;
import io.djong.api.meta.Bytes;
import io.djong.api.types.certificates.v1beta1.ClusterTrustBundle;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameCheck;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Bundles of trust anchors.
public final class TrustBundleRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath BUNDLE = SPEC.child("trustBundle");
    private static final int BUNDLE_MAX = 1 << 20;
    private static final String OMITTED = "<value omitted>";

    private TrustBundleRules() {}

    /// A new one.
    public static void create(FieldErrors errors, ClusterTrustBundle bundle) {
        check(errors, bundle, true);
    }

    /// A changed one; anchors that stay as they are are not read again.
    public static void update(FieldErrors errors, ClusterTrustBundle bundle, ClusterTrustBundle old) {
        check(errors, bundle, !bundle.spec().trustBundle().equals(old.spec().trustBundle()));
        ObjectMetaRules.update(errors, bundle.metadata(), old.metadata());
        ObjectMetaRules.immutable(
                errors,
                SPEC.child("signerName"),
                bundle.spec().signerName(),
                old.spec().signerName());
    }

    private static void check(FieldErrors errors, ClusterTrustBundle bundle, boolean anchors) {
        String signer = bundle.spec().signerName();
        ObjectMetaRules.create(errors, bundle.metadata(), false, names(signer));
        if (!signer.isEmpty()) {
            SignerNames.check(errors, SPEC.child("signerName"), signer);
        }
        if (anchors) {
            anchors(errors, bundle.spec().trustBundle());
        }
    }

    /// A bundle of a signer is named after it.
    private static NameCheck names(String signer) {
        return (name, prefix) -> {
            if (signer.isEmpty()) {
                return name.indexOf(':') >= 0
                        ? List.of("ClusterTrustBundle without signer name must not have \":\" in its name")
                        : NameRule.SUBDOMAIN.check(name, prefix);
            }
            String start = signer.replace('/', ':') + ":";
            return name.startsWith(start)
                    ? NameRule.SUBDOMAIN.check(name.substring(start.length()), prefix)
                    : List.of("ClusterTrustBundle for signerName " + signer + " must be named with prefix " + start);
        };
    }

    private static void anchors(FieldErrors errors, String text) {
        if (ByteLength.of(text) > BUNDLE_MAX) {
            errors.tooLong(BUNDLE, BUNDLE_MAX);
            return;
        }
        int before = errors.size();
        var places = new LinkedHashMap<Bytes, List<Integer>>();
        var blocks = PemBlock.all(text);
        for (int i = 0; i < blocks.size(); i++) {
            String wrong = wrong(blocks.get(i));
            if (wrong.isEmpty()) {
                places.computeIfAbsent(blocks.get(i).content(), each -> new ArrayList<>())
                        .add(i);
            } else {
                errors.invalid(BUNDLE, OMITTED, "entry " + i + " " + wrong);
            }
        }
        if (errors.size() > before) {
            return;
        }
        if (places.isEmpty()) {
            errors.invalid(BUNDLE, OMITTED, "at least one trust anchor must be provided");
        }
        for (var same : places.values()) {
            if (same.size() > 1) {
                var shown = String.join(" ", same.stream().map(String::valueOf).toList());
                errors.invalid(BUNDLE, OMITTED, "duplicate trust anchor (indices [" + shown + "])");
            }
        }
    }

    private static String wrong(PemBlock block) {
        if (!block.type().equals("CERTIFICATE")) {
            return "has bad block type: " + block.type();
        }
        if (block.headers()) {
            return "has PEM block headers";
        }
        try {
            return CertificateTexts.read(block.content()).getBasicConstraints() < 0
                    ? "does not have the CA bit set"
                    : "";
        } catch (CertificateException e) {
            return "does not parse as X.509";
        }
    }
}
