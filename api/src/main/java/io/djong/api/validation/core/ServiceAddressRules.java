package io.djong.api.validation.core;

import io.djong.api.ip.IpAddress;
import io.djong.api.services.ServiceFacts;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.validation.Addresses;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.Shown;
import java.util.HashSet;
import java.util.List;

/// Addresses of services in the cluster, and their families.
public final class ServiceAddressRules {
    private static final FieldPath IPS = ServiceRules.SPEC.child("clusterIPs");
    private static final FieldPath FAMILIES = ServiceRules.SPEC.child("ipFamilies");
    private static final FieldPath POLICY = ServiceRules.SPEC.child("ipFamilyPolicy");
    private static final List<String> KNOWN_FAMILIES = List.of("IPv4", "IPv6");
    private static final List<String> POLICIES = List.of("PreferDualStack", "RequireDualStack", "SingleStack");
    private static final String ONCE = "may not change once set";

    private ServiceAddressRules() {}

    /// Whether addresses, families and the policy agree; used before addresses are given as well.
    public static void check(FieldErrors errors, ServiceSpec spec) {
        if (spec.type().equals("ExternalName")) {
            return;
        }
        var ips = spec.clusterIPs();
        if (spec.clusterIP().isEmpty()) {
            if (!ips.isEmpty()) {
                errors.invalidShown(IPS, Shown.texts(ips), "must be empty when `clusterIP` is not specified");
            }
        } else if (ips.isEmpty()) {
            errors.required(IPS);
        } else if (!ips.getFirst().equals(spec.clusterIP())) {
            errors.invalidShown(IPS, Shown.texts(ips), "first value must match `clusterIP`");
        }
        families(errors, spec);
        boolean wrong = wrongIps(errors, ips);
        if (ips.size() > 2) {
            errors.invalidShown(IPS, Shown.texts(ips), "may only hold up to 2 values");
        }
        if (wrong) {
            return;
        }
        if (ips.size() > 1 && !twoFamilies(ips)) {
            errors.invalidShown(IPS, Shown.texts(ips), "may specify no more than one IP for each IP family");
        }
        int both = ServiceFacts.isHeadless(spec)
                ? 0
                : Math.min(ips.size(), spec.ipFamilies().size());
        for (int i = 0; i < both; i++) {
            var ip = IpAddress.parse(ips.get(i));
            boolean v6 = ip != null && !ip.v4();
            String family = spec.ipFamilies().get(i);
            if ((family.equals("IPv4") && v6) || (family.equals("IPv6") && !v6)) {
                errors.invalid(
                        IPS.index(i),
                        ips.get(i),
                        "expected an " + family + " value as indicated by `ipFamilies[" + i + "]`");
            }
        }
    }

    private static void families(FieldErrors errors, ServiceSpec spec) {
        var seen = new HashSet<String>();
        for (int i = 0; i < spec.ipFamilies().size(); i++) {
            String family = spec.ipFamilies().get(i);
            SecurityRules.known(errors, FAMILIES.index(i), family, KNOWN_FAMILIES);
            if (!seen.add(family)) {
                errors.duplicate(FAMILIES.index(i), family);
            }
        }
        SecurityRules.known(errors, POLICY, spec.ipFamilyPolicy(), POLICIES);
    }

    private static boolean wrongIps(FieldErrors errors, List<String> ips) {
        boolean wrong = false;
        for (int i = 0; i < ips.size(); i++) {
            int before = errors.size();
            if (i > 0 || !ips.get(i).equals("None")) {
                Addresses.legacyIp(errors, IPS.index(i), ips.get(i));
            } else if (ips.size() > 1) {
                errors.invalidShown(IPS, Shown.texts(ips), "'None' must be the first and only value");
            }
            wrong |= errors.size() > before;
        }
        return wrong;
    }

    private static boolean twoFamilies(List<String> ips) {
        boolean v4 = false;
        boolean v6 = false;
        for (String text : ips) {
            var ip = IpAddress.parse(text);
            v4 |= ip != null && ip.v4();
            v6 |= ip != null && !ip.v4();
        }
        return v4 && v6;
    }

    static void update(FieldErrors errors, ServiceSpec now, ServiceSpec before) {
        if (now.type().equals("ExternalName") || before.type().equals("ExternalName")) {
            return;
        }
        boolean headless = ServiceFacts.isHeadless(now);
        boolean wasHeadless = ServiceFacts.isHeadless(before);
        if (!headless || !wasHeadless) {
            ips(errors, now, before);
        }
        if (!headless && !wasHeadless) {
            families(errors, now, before);
        }
    }

    private static void ips(FieldErrors errors, ServiceSpec now, ServiceSpec before) {
        var ips = now.clusterIPs();
        var old = before.clusterIPs();
        String shown = Shown.texts(ips);
        if (ips.size() == old.size()) {
            for (int i = 0; i < ips.size(); i++) {
                if (!ips.get(i).equals(old.get(i))) {
                    errors.invalidShown(IPS.index(i), shown, ONCE);
                }
            }
            return;
        }
        boolean released = old.size() > ips.size();
        if (released && ips.isEmpty()) {
            errors.invalidShown(IPS.index(0), shown, "primary clusterIP can not be unset");
        }
        if (!old.isEmpty() && !ips.isEmpty() && !ips.getFirst().equals(old.getFirst())) {
            errors.invalidShown(IPS.index(0), shown, ONCE);
        }
        if (released && ips.size() == 1 && !"SingleStack".equals(now.ipFamilyPolicy())) {
            errors.invalidShown(
                    POLICY,
                    Shown.text(now.ipFamilyPolicy()),
                    "must be set to 'SingleStack' when releasing the secondary clusterIP");
        }
    }

    private static void families(FieldErrors errors, ServiceSpec now, ServiceSpec before) {
        var families = now.ipFamilies();
        var old = before.ipFamilies();
        if (families.size() == old.size()) {
            for (int i = 0; i < old.size(); i++) {
                if (!families.get(i).equals(old.get(i))) {
                    errors.invalidShown(FAMILIES.index(0), Shown.texts(families), ONCE);
                }
            }
            return;
        }
        boolean released = old.size() > families.size();
        if (released && now.clusterIPs().isEmpty()) {
            errors.invalidShown(FAMILIES.index(0), Shown.texts(families), "primary ipFamily can not be unset");
        }
        if (!old.isEmpty() && !families.isEmpty() && !families.getFirst().equals(old.getFirst())) {
            errors.invalidShown(FAMILIES.index(0), Shown.texts(now.clusterIPs()), ONCE);
        }
        if (released && families.size() == 1 && !"SingleStack".equals(now.ipFamilyPolicy())) {
            errors.invalidShown(
                    POLICY,
                    Shown.text(now.ipFamilyPolicy()),
                    "must be set to 'SingleStack' when releasing the secondary ipFamily");
        }
    }
}
