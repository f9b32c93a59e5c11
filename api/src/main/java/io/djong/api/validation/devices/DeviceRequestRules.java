package io.djong.api.validation.devices;

import io.djong.api.types.resource.v1.DeviceClaim;
import io.djong.api.types.resource.v1.DeviceClaimConfiguration;
import io.djong.api.types.resource.v1.DeviceConstraint;
import io.djong.api.types.resource.v1.DeviceRequest;
import io.djong.api.types.resource.v1.DeviceSelector;
import io.djong.api.types.resource.v1.DeviceSubRequest;
import io.djong.api.types.resource.v1.DeviceToleration;
import io.djong.api.types.resource.v1.ExactDeviceRequest;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.List;

/// What a claim asks for.
final class DeviceRequestRules {
    private static final int REQUESTS_MAX = 32;
    private static final int CONSTRAINTS_MAX = 32;
    private static final int CONFIG_MAX = 32;
    private static final int SELECTORS_MAX = 32;
    private static final int ALTERNATIVES_MAX = 8;
    private static final int EXPRESSION_MAX = 10 * 1_024;
    private static final String ONE_OF = "exactly one of `exactly` or `firstAvailable` is required";

    private final FieldErrors errors;
    private final SelectorCheck check;

    /// @param check judges expressions
    DeviceRequestRules(FieldErrors errors, SelectorCheck check) {
        this.errors = errors;
        this.check = check;
    }

    void claim(FieldPath path, DeviceClaim claim) {
        var names = new RequestNames(claim.requests());
        var requests = path.child("requests");
        if (DeviceLists.fits(errors, requests, claim.requests(), REQUESTS_MAX)) {
            for (int i = 0; i < claim.requests().size(); i++) {
                request(requests.index(i), claim.requests().get(i));
            }
            DeviceLists.unique(errors, requests, claim.requests(), DeviceRequest::name);
        }
        var constraints = path.child("constraints");
        if (DeviceLists.fits(errors, constraints, claim.constraints(), CONSTRAINTS_MAX)) {
            for (int i = 0; i < claim.constraints().size(); i++) {
                constraint(constraints.index(i), claim.constraints().get(i), names);
            }
        }
        var config = path.child("config");
        if (DeviceLists.fits(errors, config, claim.config(), CONFIG_MAX)) {
            for (int i = 0; i < claim.config().size(); i++) {
                configuration(config.index(i), claim.config().get(i), names);
            }
        }
    }

    private void request(FieldPath path, DeviceRequest request) {
        DeviceNames.label(errors, path.child("name"), request.name());
        var exactly = request.exactly();
        var alternatives = request.firstAvailable();
        if (exactly == null && alternatives.isEmpty()) {
            errors.required(path, ONE_OF);
        } else if (exactly != null && !alternatives.isEmpty()) {
            errors.invalidShown(path, FieldErrors.NULL, ONE_OF + ", but multiple fields are set");
        } else if (exactly != null) {
            exact(path.child("exactly"), exactly);
        } else {
            var at = path.child("firstAvailable");
            if (DeviceLists.fits(errors, at, alternatives, ALTERNATIVES_MAX)) {
                for (int i = 0; i < alternatives.size(); i++) {
                    alternative(at.index(i), alternatives.get(i));
                }
                DeviceLists.unique(errors, at, alternatives, DeviceSubRequest::name);
            }
        }
    }

    private void exact(FieldPath path, ExactDeviceRequest request) {
        deviceClass(path.child("deviceClassName"), request.deviceClassName());
        selectors(path.child("selectors"), request.selectors(), false);
        amount(path, request.allocationMode(), request.count());
        tolerations(path.child("tolerations"), request.tolerations());
    }

    private void alternative(FieldPath path, DeviceSubRequest request) {
        DeviceNames.label(errors, path.child("name"), request.name());
        deviceClass(path.child("deviceClassName"), request.deviceClassName());
        selectors(path.child("selectors"), request.selectors(), false);
        amount(path, request.allocationMode(), request.count());
        tolerations(path.child("tolerations"), request.tolerations());
    }

    private void deviceClass(FieldPath path, String name) {
        if (name.isEmpty()) {
            errors.required(path);
        } else {
            DeviceNames.subdomain(errors, path, name);
        }
    }

    /// @param stored whether the object had these selectors before
    void selectors(FieldPath path, List<DeviceSelector> selectors, boolean stored) {
        if (!DeviceLists.fits(errors, path, selectors, SELECTORS_MAX)) {
            return;
        }
        for (int i = 0; i < selectors.size(); i++) {
            var cel = selectors.get(i).cel();
            var at = path.index(i).child("cel");
            if (cel == null) {
                errors.required(at);
            } else if (ByteLength.of(cel.expression()) > EXPRESSION_MAX) {
                errors.tooLong(at.child("expression"), EXPRESSION_MAX);
            } else {
                check.check(errors, at.child("expression"), cel.expression(), stored);
            }
        }
    }

    private void amount(FieldPath path, String mode, long count) {
        switch (mode) {
            case "All" -> {
                if (count != 0) {
                    errors.invalid(
                            path.child("count"), count, "must not be specified when allocationMode is '" + mode + "'");
                }
            }
            case "ExactCount" -> {
                if (count <= 0) {
                    errors.invalid(path.child("count"), count, "must be greater than zero");
                }
            }
            default -> errors.notSupported(path.child("allocationMode"), mode, List.of("All", "ExactCount"));
        }
    }

    private void tolerations(FieldPath path, List<DeviceToleration> tolerations) {
        for (int i = 0; i < tolerations.size(); i++) {
            DeviceTaintRules.toleration(errors, path.index(i), tolerations.get(i));
        }
    }

    private void constraint(FieldPath path, DeviceConstraint constraint, RequestNames names) {
        references(path.child("requests"), constraint.requests(), names);
        var match = constraint.matchAttribute();
        var distinct = constraint.distinctAttribute();
        if (match != null) {
            DeviceNames.fullyQualified(errors, path.child("matchAttribute"), match);
        } else if (distinct != null) {
            DeviceNames.fullyQualified(errors, path.child("distinctAttribute"), distinct);
        } else {
            errors.required(
                    path,
                    "exactly one of \"matchAttribute\" or \"distinctAttribute\" is required, but multiple fields are set");
        }
    }

    private void configuration(FieldPath path, DeviceClaimConfiguration config, RequestNames names) {
        references(path.child("requests"), config.requests(), names);
        DeviceConfigurationRules.check(errors, path, config.opaque(), false);
    }

    /// Names of requests, each once.
    private void references(FieldPath path, List<String> requests, RequestNames names) {
        names.references(errors, path, requests, REQUESTS_MAX);
    }
}
