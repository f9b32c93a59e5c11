package io.djong.api.validation.apiregistration;

import io.djong.api.json.GoQuote;
import io.djong.api.types.apiregistration.v1.APIService;
import io.djong.api.types.apiregistration.v1.APIServiceSpec;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Ports;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;

/// One version of one group, and who answers for it.
public final class ApiServiceRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final int GROUP_PRIORITY_MAX = 20_000;
    private static final int VERSION_PRIORITY_MAX = 1_000;
    private static final int PORT = 443;
    private static final List<String> STATUSES = List.of("True", "False", "Unknown");

    private ApiServiceRules() {}

    /// A new registration.
    public static void create(FieldErrors errors, APIService service) {
        var spec = service.spec();
        String required = spec.version() + "." + spec.group();
        ObjectMetaRules.createGeneric(
                errors,
                service.metadata(),
                false,
                (name, prefix) -> nameProblems(name, required),
                FieldPath.of("metadata"));
        if (spec.group().isEmpty() && !spec.version().equals("v1")) {
            errors.required(SPEC.child("group"), "only v1 may have an empty group and it better be legacy kube");
        }
        if (!spec.group().isEmpty()) {
            errors.invalidEach(SPEC.child("group"), spec.group(), DnsNames.subdomain(spec.group()));
        }
        errors.invalidEach(SPEC.child("version"), spec.version(), DnsNames.label1035(spec.version()));
        priority(errors, SPEC.child("groupPriorityMinimum"), spec.groupPriorityMinimum(), GROUP_PRIORITY_MAX);
        priority(errors, SPEC.child("versionPriority"), spec.versionPriority(), VERSION_PRIORITY_MAX);
        backend(errors, spec);
    }

    private static List<String> nameProblems(String name, String required) {
        var wrong = NameRule.pathSegment(name);
        if (!wrong.isEmpty() || name.equals(required)) {
            return wrong;
        }
        return List.of("must be `spec.version+\".\"+spec.group`: " + GoQuote.quote(required));
    }

    private static void priority(FieldErrors errors, FieldPath path, int value, int max) {
        if (value <= 0 || value > max) {
            errors.invalid(path, value, "must be positive and less than " + max);
        }
    }

    private static void backend(FieldErrors errors, APIServiceSpec spec) {
        var service = spec.service();
        boolean bundled = !spec.caBundle().isEmpty();
        if (service == null) {
            if (bundled) {
                String shown = spec.caBundle().size() + " bytes";
                errors.invalid(SPEC.child("caBundle"), shown, "local APIServices may not have a caBundle");
            }
            if (spec.insecureSkipTLSVerify()) {
                errors.invalid(
                        SPEC.child("insecureSkipTLSVerify"),
                        true,
                        "local APIServices may not have insecureSkipTLSVerify");
            }
            return;
        }
        if (service.namespace().isEmpty()) {
            errors.required(SPEC.child("service", "namespace"));
        }
        if (service.name().isEmpty()) {
            errors.required(SPEC.child("service", "name"));
        }
        int port = service.port() == null ? PORT : service.port();
        var wrong = Ports.number(port);
        if (!wrong.isEmpty()) {
            errors.invalid(SPEC.child("service", "port"), port, "port is not valid: " + String.join(", ", wrong));
        }
        if (spec.insecureSkipTLSVerify() && bundled) {
            errors.invalid(SPEC.child("insecureSkipTLSVerify"), true, "may not be true if caBundle is present");
        }
    }

    /// A changed registration.
    public static void update(FieldErrors errors, APIService service, APIService old) {
        ObjectMetaRules.updateGeneric(errors, service.metadata(), old.metadata());
        create(errors, service);
    }

    /// A registration whose status was changed.
    public static void updateStatus(FieldErrors errors, APIService service, APIService old) {
        ObjectMetaRules.updateGeneric(errors, service.metadata(), old.metadata());
        var conditions = service.status().conditions();
        for (int i = 0; i < conditions.size(); i++) {
            String status = conditions.get(i).status();
            if (!STATUSES.contains(status)) {
                errors.notSupported(
                        FieldPath.of("status").child("conditions").index(i).child("status"), status, STATUSES);
            }
        }
    }
}
