package io.djong.api.validation.core;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonSyntax;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.Bytes;
import io.djong.api.types.core.v1.Secret;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.KeyNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.meta.ObjectMetaRules;

/// Secrets, with what their types demand.
public final class SecretRules {
    private static final FieldPath DATA = FieldPath.of("data");

    private SecretRules() {}

    /// A new one.
    public static void create(FieldErrors errors, Secret secret) {
        ObjectMetaRules.create(errors, secret.metadata(), true, NameRule.SUBDOMAIN);
        long bytes = 0;
        for (var entry : secret.data().entrySet()) {
            errors.invalidEach(DATA.key(entry.getKey()), entry.getKey(), KeyNames.configKey(entry.getKey()));
            bytes += entry.getValue().size();
        }
        if (bytes > ConfigMapRules.DATA_MAX_BYTES) {
            errors.tooLong(DATA, ConfigMapRules.DATA_MAX_BYTES);
        }
        type(errors, secret);
    }

    private static void type(FieldErrors errors, Secret secret) {
        switch (secret.type()) {
            case "kubernetes.io/service-account-token" -> {
                String account = "kubernetes.io/service-account.name";
                if (secret.metadata().annotations().getOrDefault(account, "").isEmpty()) {
                    errors.required(
                            FieldPath.of("metadata").child("annotations").key(account));
                }
            }
            case "kubernetes.io/dockercfg" -> json(errors, secret, ".dockercfg");
            case "kubernetes.io/dockerconfigjson" -> json(errors, secret, ".dockerconfigjson");
            case "kubernetes.io/basic-auth" -> {
                if (!secret.data().containsKey("username") && !secret.data().containsKey("password")) {
                    errors.required(DATA.key("username"));
                    errors.required(DATA.key("password"));
                }
            }
            case "kubernetes.io/ssh-auth" -> {
                if (secret.data().getOrDefault("ssh-privatekey", Bytes.EMPTY).isEmpty()) {
                    errors.required(DATA.key("ssh-privatekey"));
                }
            }
            case "kubernetes.io/tls" -> {
                if (!secret.data().containsKey("tls.crt")) {
                    errors.required(DATA.key("tls.crt"));
                }
                if (!secret.data().containsKey("tls.key")) {
                    errors.required(DATA.key("tls.key"));
                }
            }
            default -> {
                // Opaque, or a type that somebody else knows.
            }
        }
    }

    private static void json(FieldErrors errors, Secret secret, String key) {
        var content = secret.data().get(key);
        if (content == null) {
            errors.required(DATA.key(key));
            return;
        }
        String wrong = JsonSyntax.error(content.shared());
        if (wrong == null) {
            wrong = notAnObject(content);
        }
        if (!wrong.isEmpty()) {
            errors.invalid(DATA.key(key), "<secret contents redacted>", wrong);
        }
    }

    private static String notAnObject(Bytes content) {
        try {
            var value = JsonValue.parse(content.shared());
            return value instanceof JsonObject || value.toJson().equals("null")
                    ? ""
                    : "json: cannot unmarshal " + word(value) + " into Go value of type map[string]interface {}";
        } catch (JsonException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String word(JsonValue value) {
        String json = value.toJson();
        return switch (json.charAt(0)) {
            case '[' -> "array";
            case '"' -> "string";
            case 't', 'f' -> "bool";
            default -> "number";
        };
    }

    /// A changed one.
    public static void update(FieldErrors errors, Secret secret, Secret old) {
        ObjectMetaRules.update(errors, secret.metadata(), old.metadata());
        ObjectMetaRules.immutable(errors, FieldPath.of("type"), secret.type(), old.type());
        if (Boolean.TRUE.equals(old.immutable())) {
            if (!Boolean.TRUE.equals(secret.immutable())) {
                errors.forbidden(FieldPath.of("immutable"), ConfigMapRules.FROZEN);
            }
            if (!secret.data().equals(old.data())) {
                errors.forbidden(DATA, ConfigMapRules.FROZEN);
            }
        }
        create(errors, secret);
    }
}
