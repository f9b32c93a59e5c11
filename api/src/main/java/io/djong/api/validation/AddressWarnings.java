package io.djong.api.validation;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.api.json.GoQuote;
import java.util.List;

/// What is accepted as an internet address or range and still should be written another way. What is none at all
/// is left to the rules. Pure.
public final class AddressWarnings {
    private AddressWarnings() {}

    /// Sentences about an address; empty for one in its usual form.
    public static List<String> ip(FieldPath path, String value) {
        var address = IpAddress.parse(value);
        if (address == null || value.equals(address.toString())) {
            return List.of();
        }
        String canonical = GoQuote.quote(address.toString());
        String start = path + ": ";
        return List.of(
                address.v4()
                        ? start + "non-standard IP address " + GoQuote.quote(value) + " is invalid: use " + canonical
                        : start + "IPv6 address " + GoQuote.quote(value) + " should be in RFC 5952 canonical format ("
                                + canonical + ")");
    }

    /// Sentences about a range; empty for one in its usual form.
    public static List<String> cidr(FieldPath path, String value) {
        var range = Cidr.parse(value);
        if (range == null || value.equals(range.toString())) {
            return List.of();
        }
        String start = path + ": ";
        String written = GoQuote.quote(value);
        String canonical = GoQuote.quote(range.toString());
        boolean odd = Cidr.hasLeadingZeros(value) || (range.address().v4() && value.indexOf(':') >= 0);
        String nonStandard = start + "non-standard CIDR value " + written + " is invalid: use " + canonical;
        if (!range.isNetwork()) {
            String single =
                    GoQuote.quote(range.address() + "/" + range.address().bits());
            String ambiguous = start + "CIDR value " + written + " is ambiguous in this context (should be " + canonical
                    + " or " + single + "?)";
            return odd ? List.of(ambiguous, nonStandard) : List.of(ambiguous);
        }
        return List.of(
                odd
                        ? nonStandard
                        : start + "IPv6 CIDR value " + written + " should be in RFC 5952 canonical format (" + canonical
                                + ")");
    }
}
