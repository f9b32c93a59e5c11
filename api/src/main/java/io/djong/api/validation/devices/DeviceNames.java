package io.djong.api.validation.devices;

import io.djong.api.json.GoQuote;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.KeyNames;
import io.djong.api.validation.LabelNames;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Names of drivers, pools, devices and what they have.
final class DeviceNames {
    private static final int DRIVER_MAX = 63;
    private static final int IDENTIFIER_MAX = 32;

    /// A domain, a slash and an identifier.
    static final int QUALIFIED_MAX = DRIVER_MAX + 1 + IDENTIFIER_MAX;

    private static final String NOT_NORMAL = "uid must be in RFC 4122 normalized form,"
            + " `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx` with lowercase hexadecimal characters";

    private DeviceNames() {}

    static void driver(FieldErrors errors, FieldPath path, String driver) {
        if (driver.isEmpty()) {
            errors.required(path);
            return;
        }
        if (ByteLength.of(driver) > DRIVER_MAX) {
            errors.tooLong(path, DRIVER_MAX);
        }
        errors.invalidEach(path, driver, DnsNames.subdomain(driver.toLowerCase(Locale.ROOT)));
    }

    /// Subdomains with slashes between them.
    static void pool(FieldErrors errors, FieldPath path, String pool) {
        if (pool.isEmpty()) {
            errors.required(path);
            return;
        }
        if (ByteLength.of(pool) > DnsNames.SUBDOMAIN_MAX) {
            errors.tooLong(path, DnsNames.SUBDOMAIN_MAX);
        }
        for (var part : pool.split("/", -1)) {
            subdomain(errors, path, part);
        }
    }

    static void label(FieldErrors errors, FieldPath path, String name) {
        errors.invalidEach(path, name, DnsNames.label(name));
    }

    static void subdomain(FieldErrors errors, FieldPath path, String name) {
        errors.invalidEach(path, name, DnsNames.subdomain(name));
    }

    /// A key as labels have it.
    static void key(FieldErrors errors, FieldPath path, String name) {
        errors.invalidEach(path, name, LabelNames.key(name));
    }

    /// An identifier, perhaps after a driver's name and a slash. More than one slash is not looked at.
    static void qualified(FieldErrors errors, FieldPath path, String name) {
        var parts = name.split("/", -1);
        if (parts.length == 1) {
            identifier(errors, path, name);
        } else if (parts.length == 2) {
            if (parts[0].isEmpty()) {
                errors.invalid(path, "", "the domain must not be empty");
            } else {
                driver(errors, path, parts[0]);
            }
            if (parts[1].isEmpty()) {
                errors.invalid(path, "", "the name must not be empty");
            } else {
                identifier(errors, path, parts[1]);
            }
        }
    }

    static void fullyQualified(FieldErrors errors, FieldPath path, String name) {
        qualified(errors, path, name);
        if (!name.contains("/")) {
            errors.invalid(path, name, "a fully qualified name must be a domain and a name separated by a slash");
        }
    }

    private static void identifier(FieldErrors errors, FieldPath path, String name) {
        if (ByteLength.of(name) > IDENTIFIER_MAX) {
            errors.tooLong(path, IDENTIFIER_MAX);
        }
        errors.invalidEach(path, name, KeyNames.identifier(name));
    }

    /// A UUID in its usual form; other forms that the common library reads are told apart from garbage.
    static void uid(FieldErrors errors, FieldPath path, String uid) {
        var problem = problem(uid);
        if (problem != null) {
            errors.invalid(path, uid, "error validating uid: " + problem);
        } else if (uid.length() != 36 || !uid.equals(uid.toLowerCase(Locale.ROOT))) {
            errors.invalid(path, uid, NOT_NORMAL);
        }
    }

    private static @Nullable String problem(String uid) {
        return switch (ByteLength.of(uid)) {
            case 36 -> canonical(uid);
            case 45 ->
                uid.regionMatches(true, 0, "urn:uuid:", 0, 9)
                        ? canonical(uid.substring(9))
                        : "invalid urn prefix: " + GoQuote.quote(uid.substring(0, 9));
            case 38 ->
                uid.startsWith("{") && uid.endsWith("}")
                        ? canonical(uid.substring(1, 37))
                        : "invalid bracketed UUID format";
            case 32 -> hexadecimal(uid) ? null : "invalid UUID format";
            default -> "invalid UUID length: " + ByteLength.of(uid);
        };
    }

    private static @Nullable String canonical(String uid) {
        for (int i = 0; i < uid.length(); i++) {
            var hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? uid.charAt(i) != '-' : !hexadecimal(uid.charAt(i))) {
                return "invalid UUID format";
            }
        }
        return null;
    }

    private static boolean hexadecimal(String text) {
        return text.chars().allMatch(c -> hexadecimal((char) c));
    }

    private static boolean hexadecimal(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
