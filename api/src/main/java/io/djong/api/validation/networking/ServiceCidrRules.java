package io.djong.api.validation.networking;

import io.djong.api.ip.Cidr;
import io.djong.api.types.networking.v1.ServiceCIDR;
import io.djong.api.validation.Addresses;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;

/// Ranges from which services get their addresses.
public final class ServiceCidrRules {
    private static final FieldPath RANGES = FieldPath.of("spec").child("cidrs");

    private ServiceCidrRules() {}

    /// A new one.
    public static void create(FieldErrors errors, ServiceCIDR object) {
        ObjectMetaRules.create(errors, object.metadata(), false, NameRule.SUBDOMAIN);
        ranges(errors, object.spec().cidrs());
    }

    private static void ranges(FieldErrors errors, List<String> ranges) {
        if (ranges.isEmpty()) {
            errors.required(RANGES, "at least one CIDR required");
            return;
        }
        if (ranges.size() > 2) { // upstream shows the structure around it, by Go's names
            errors.invalidShown(RANGES, "{\"CIDRs\":" + Shown.texts(ranges) + "}", "may only hold up to 2 values");
            return;
        }
        for (int i = 0; i < ranges.size(); i++) {
            Addresses.cidr(errors, RANGES.index(i), ranges.get(i));
        }
        if (ranges.size() == 2) {
            var first = Cidr.parse(ranges.getFirst());
            var second = Cidr.parse(ranges.getLast());
            if (first != null
                    && second != null
                    && first.address().v4() == second.address().v4()) {
                errors.invalidShown(
                        RANGES,
                        Shown.texts(ranges),
                        "may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64");
            }
        }
    }

    /// A changed one: a second range may come, nothing else.
    public static void update(FieldErrors errors, ServiceCIDR object, ServiceCIDR old) {
        ObjectMetaRules.update(errors, object.metadata(), old.metadata());
        var now = object.spec().cidrs();
        var before = old.spec().cidrs();
        if (now.size() == before.size()) {
            for (int i = 0; i < now.size(); i++) {
                ObjectMetaRules.immutable(errors, RANGES.index(i), now.get(i), before.get(i));
            }
        } else if (before.size() == 1 && now.size() == 2) {
            ObjectMetaRules.immutable(errors, RANGES.index(0), now.getFirst(), before.getFirst());
            ranges(errors, now);
        } else {
            errors.invalidShown(RANGES, Shown.texts(now), Texts.IMMUTABLE);
        }
    }

    /// A changed status.
    public static void updateStatus(FieldErrors errors, ServiceCIDR object, ServiceCIDR old) {
        ObjectMetaRules.update(errors, object.metadata(), old.metadata());
    }
}
