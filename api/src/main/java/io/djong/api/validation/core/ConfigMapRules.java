package io.djong.api.validation.core;

import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.KeyNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.meta.ObjectMetaRules;

/// ConfigMaps.
public final class ConfigMapRules {
    /// All values together, in bytes; for Secrets too.
    public static final int DATA_MAX_BYTES = 1024 * 1024;

    static final String FROZEN = "field is immutable when `immutable` is set";

    private ConfigMapRules() {}

    /// A new one.
    public static void create(FieldErrors errors, ConfigMap map) {
        ObjectMetaRules.create(errors, map.metadata(), true, NameRule.SUBDOMAIN);
        long bytes = 0;
        var data = FieldPath.of("data");
        for (var entry : map.data().entrySet()) {
            String key = entry.getKey();
            errors.invalidEach(data.key(key), key, KeyNames.configKey(key));
            if (map.binaryData().containsKey(key)) {
                errors.invalid(data.key(key), key, "duplicate of key present in binaryData");
            }
            bytes += ByteLength.of(entry.getValue());
        }
        var binary = FieldPath.of("binaryData");
        for (var entry : map.binaryData().entrySet()) {
            errors.invalidEach(binary.key(entry.getKey()), entry.getKey(), KeyNames.configKey(entry.getKey()));
            bytes += entry.getValue().size();
        }
        if (bytes > DATA_MAX_BYTES) {
            errors.tooLong(FieldPath.of(""), DATA_MAX_BYTES);
        }
    }

    /// A changed one.
    public static void update(FieldErrors errors, ConfigMap map, ConfigMap old) {
        ObjectMetaRules.update(errors, map.metadata(), old.metadata());
        if (Boolean.TRUE.equals(old.immutable())) {
            if (!Boolean.TRUE.equals(map.immutable())) {
                errors.forbidden(FieldPath.of("immutable"), FROZEN);
            }
            if (!map.data().equals(old.data())) {
                errors.forbidden(FieldPath.of("data"), FROZEN);
            }
            if (!map.binaryData().equals(old.binaryData())) {
                errors.forbidden(FieldPath.of("binaryData"), FROZEN);
            }
        }
        create(errors, map);
    }
}
