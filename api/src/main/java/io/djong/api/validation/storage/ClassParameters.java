package io.djong.api.validation.storage;

import io.djong.api.validation.ByteLength;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import java.util.Locale;
import java.util.Map;

/// What storage classes and volume attributes classes have in common: who provisions, and what it is
/// told.
final class ClassParameters {
    private static final int COUNT_MAX = 512;
    private static final int BYTES_MAX = 256 * 1024;

    private ClassParameters() {}

    static void provisioner(FieldErrors errors, FieldPath path, String provisioner) {
        if (provisioner.isEmpty()) {
            errors.required(path);
        } else {
            String lower = provisioner.toLowerCase(Locale.ROOT);
            errors.invalidEach(path, lower, LabelNames.key(lower));
        }
    }

    static void check(FieldErrors errors, FieldPath path, Map<String, String> parameters, boolean mayBeEmpty) {
        if (parameters.size() > COUNT_MAX) {
            errors.tooLong(path, COUNT_MAX);
            return;
        }
        if (parameters.containsKey("")) {
            errors.invalid(path, "", "field can not be empty.");
        }
        if (bytes(parameters) > BYTES_MAX) {
            errors.tooLong(path, BYTES_MAX);
        }
        if (!mayBeEmpty && parameters.isEmpty()) {
            errors.required(path, "must contain at least one key/value pair");
        }
    }

    /// Keys and values together.
    static long bytes(Map<String, String> texts) {
        long bytes = 0;
        for (var text : texts.entrySet()) {
            bytes += ByteLength.of(text.getKey()) + (long) ByteLength.of(text.getValue());
        }
        return bytes;
    }
}
