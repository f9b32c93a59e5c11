package io.djong.api.validation.devices;

import io.djong.api.types.resource.v1.DeviceRequest;
import io.djong.api.types.resource.v1.DeviceSubRequest;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The names of a claim's requests and of the alternatives below them.
final class RequestNames {
    private static final String UNKNOWN =
            "must be the name of a request in the claim or the name of a request and a subrequest separated by '/'";

    private final Map<String, Set<String>> names = new HashMap<>();

    RequestNames(List<DeviceRequest> requests) {
        for (var request : requests) {
            names.put(
                    request.name(),
                    request.firstAvailable().stream()
                            .map(DeviceSubRequest::name)
                            .collect(Collectors.toSet()));
        }
    }

    /// References to requests, each once.
    void references(FieldErrors errors, FieldPath path, List<String> references, int max) {
        if (!DeviceLists.fits(errors, path, references, max)) {
            return;
        }
        for (int i = 0; i < references.size(); i++) {
            reference(errors, path.index(i), references.get(i));
        }
        DeviceLists.unique(errors, path, references, name -> name);
    }

    /// A reference to a request: its name, or its name, a slash and that of an alternative.
    void reference(FieldErrors errors, FieldPath path, String reference) {
        var parts = reference.split("/", -1);
        if (parts.length > 2) {
            errors.invalid(path, reference, UNKNOWN);
            return;
        }
        for (var part : parts) {
            DeviceNames.label(errors, path, part);
        }
        var below = names.get(parts[0]);
        if (below == null || (parts.length == 2 && !below.contains(parts[1]))) {
            errors.invalid(path, reference, UNKNOWN);
        }
    }
}
