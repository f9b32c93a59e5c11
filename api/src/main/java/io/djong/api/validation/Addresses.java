package io.djong.api.validation;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.api.json.GoQuote;
import java.util.Collection;

/// Internet addresses and ranges in fields. Fields that are older than strict parsing are "legacy": with the gate
/// StrictIPCIDRValidation (on by default in 1.36) they refuse ambiguous forms, but need not be canonical.
public final class Addresses {
    private static final String IP_TEXT = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
    private static final String CIDR_TEXT = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

    private Addresses() {}

    /// An address in a legacy field.
    public static void legacyIp(FieldErrors errors, FieldPath path, String value) {
        var address = IpAddress.parse(value);
        if (address == null) {
            errors.invalid(path, value, IP_TEXT);
        } else if (IpAddress.hasLeadingZeros(value)) {
            errors.invalid(path, value, "must not have leading 0s");
        } else if (address.v4() && value.indexOf(':') >= 0) {
            errors.invalid(path, value, "must not be an IPv4-mapped IPv6 address");
        }
    }

    /// An address in a legacy field; one that was there before is let pass.
    public static void legacyIp(FieldErrors errors, FieldPath path, String value, Collection<String> before) {
        if (!before.contains(value)) {
            legacyIp(errors, path, value);
        }
    }

    /// A range in a legacy field; one that was there before is let pass.
    public static void legacyCidr(FieldErrors errors, FieldPath path, String value, Collection<String> before) {
        if (!before.contains(value)) {
            legacyCidr(errors, path, value);
        }
    }

    /// An address, in canonical form.
    public static void ip(FieldErrors errors, FieldPath path, String value) {
        int before = errors.size();
        legacyIp(errors, path, value);
        var address = IpAddress.parse(value);
        if (errors.size() == before && address != null && !value.equals(address.toString())) {
            errors.invalid(path, value, "must be in canonical form (" + GoQuote.quote(address.toString()) + ")");
        }
    }

    /// A range in a legacy field.
    public static void legacyCidr(FieldErrors errors, FieldPath path, String value) {
        var cidr = Cidr.parse(value);
        if (cidr == null) {
            errors.invalid(path, value, CIDR_TEXT);
        } else if (Cidr.hasLeadingZeros(value)) {
            errors.invalid(path, value, "must not have leading 0s in IP or prefix length");
        } else if (cidr.address().v4() && value.indexOf(':') >= 0) {
            errors.invalid(path, value, "must not have an IPv4-mapped IPv6 address");
        } else if (!cidr.isNetwork()) {
            errors.invalid(path, value, "must not have bits set beyond the prefix length");
        }
    }

    /// A range, in canonical form.
    public static void cidr(FieldErrors errors, FieldPath path, String value) {
        int before = errors.size();
        legacyCidr(errors, path, value);
        var cidr = Cidr.parse(value);
        if (errors.size() == before && cidr != null && !value.equals(cidr.toString())) {
            errors.invalid(path, value, "must be in canonical form (" + GoQuote.quote(cidr.toString()) + ")");
        }
    }

    /// An interface's address with the length of its network, in canonical form.
    public static void interfaceAddress(FieldErrors errors, FieldPath path, String value) {
        var cidr = Cidr.parse(value);
        if (cidr == null) {
            errors.invalid(path, value, "must be a valid address in CIDR form, (e.g. 10.9.8.7/24 or 2001:db8::1/64)");
            return;
        }
        String canonical = cidr.address() + "/" + cidr.prefix();
        if (!value.equals(canonical)) {
            errors.invalid(path, value, "must be in canonical form (" + GoQuote.quote(canonical) + ")");
        }
    }
}
