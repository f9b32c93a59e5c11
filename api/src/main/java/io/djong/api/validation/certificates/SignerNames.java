package io.djong.api.validation.certificates;

import io.djong.api.json.GoQuote;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;

/// Names of signers: `example.com/signer-name`.
public final class SignerNames {
    private static final int SIGNER_MAX = DnsNames.SUBDOMAIN_MAX + DnsNames.SUBDOMAIN_MAX + DnsNames.LABEL_MAX + 2;

    private SignerNames() {}

    /// A name that must be there.
    public static void check(FieldErrors errors, FieldPath path, String signer) {
        if (signer.isEmpty()) {
            errors.required(path);
            return;
        }
        int slash = signer.indexOf('/');
        if (slash < 0 || signer.indexOf('/', slash + 1) >= 0) {
            errors.invalid(
                    path, signer, "must be a fully qualified domain and path of the form 'example.com/signer-name'");
            return;
        }
        domain(errors, path, signer.substring(0, slash));
        String rest = signer.substring(slash + 1);
        for (String label : rest.split("\\.", -1)) {
            var wrong = DnsNames.subdomain(label);
            if (!wrong.isEmpty()) {
                wrong.forEach(each -> errors.invalid(path, rest, labelled(label, each)));
                break;
            }
        }
        if (ByteLength.of(signer) > SIGNER_MAX) {
            errors.tooLong(path, SIGNER_MAX);
        }
    }

    private static void domain(FieldErrors errors, FieldPath path, String domain) {
        if (ByteLength.of(domain) > DnsNames.SUBDOMAIN_MAX) {
            errors.tooLong(path, DnsNames.SUBDOMAIN_MAX);
        }
        for (String label : domain.split("\\.", -1)) {
            var wrong = DnsNames.label(label);
            if (!wrong.isEmpty()) {
                wrong.forEach(each -> errors.invalid(path, domain, labelled(label, each)));
                break;
            }
        }
        if (domain.indexOf('.') < 0) {
            errors.invalid(path, domain, "should be a domain with at least two segments separated by dots");
        }
    }

    private static String labelled(String label, String wrong) {
        return "validating label " + GoQuote.quote(label) + ": " + wrong;
    }

    /// Whether it is one of the signers that come with Kubernetes.
    public static boolean isKubernetes(String signer) {
        int slash = signer.indexOf('/');
        String host = slash < 0 ? signer : signer.substring(0, slash);
        return host.equals("kubernetes.io") || host.endsWith(".kubernetes.io");
    }
}
