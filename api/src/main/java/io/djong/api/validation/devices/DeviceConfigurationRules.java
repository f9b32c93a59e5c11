package io.djong.api.validation.devices;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.meta.RawExtension;
import io.djong.api.types.resource.v1.OpaqueDeviceConfiguration;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import org.jspecify.annotations.Nullable;

/// Parameters that only a driver understands.
final class DeviceConfigurationRules {
    /// The longest parameters and status data, in bytes.
    static final int DATA_MAX = 10 * 1_024;

    private DeviceConfigurationRules() {}

    /// @param stored whether the object had it before; it may then be of any length
    static void check(FieldErrors errors, FieldPath path, @Nullable OpaqueDeviceConfiguration opaque, boolean stored) {
        var at = path.child("opaque");
        if (opaque == null) {
            errors.required(at);
            return;
        }
        DeviceNames.driver(errors, at.child("driver"), opaque.driver());
        object(errors, at.child("parameters"), opaque.parameters(), stored);
    }

    /// An object in JSON.
    static void object(FieldErrors errors, FieldPath path, RawExtension raw, boolean stored) {
        if (raw.isEmpty()) {
            errors.required(path);
            return;
        }
        if (!stored && raw.json().size() > DATA_MAX) {
            errors.tooLong(path, DATA_MAX);
            return;
        }
        try {
            switch (raw.value()) {
                case JsonNull none -> errors.required(path);
                case JsonObject object -> {}
                default -> errors.invalid(path, "<value omitted>", "must be a valid JSON object");
            }
        } catch (JsonException e) {
            errors.invalid(path, "<value omitted>", "error parsing data as JSON: " + e.getMessage());
        }
    }
}
