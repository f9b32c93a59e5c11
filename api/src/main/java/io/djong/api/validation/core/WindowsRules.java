package io.djong.api.validation.core;

import io.djong.api.types.core.v1.PodSecurityContext;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.SecurityContext;
import io.djong.api.types.core.v1.WindowsSecurityContextOptions;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What is special with Windows, and what may not be set for the other operating system.
final class WindowsRules {
    private static final int SPEC_MAX_KIB = 64;
    private static final int DOMAIN_MAX = 256;
    private static final int USER_MAX = 104;
    private static final int NET_BIOS_MAX = 15;
    private static final int LABEL_MAX = 63;
    private static final String NOT_ON_WINDOWS = "cannot be set for a windows pod";
    private static final String NOT_ON_LINUX = "windows options cannot be set for a linux pod";

    private WindowsRules() {}

    static void options(FieldErrors errors, FieldPath path, @Nullable WindowsSecurityContextOptions options) {
        if (options == null) {
            return;
        }
        String name = options.gmsaCredentialSpecName();
        if (name != null) {
            errors.invalidEach(path.child("gmsaCredentialSpecName"), name, DnsNames.subdomain(name));
        }
        String spec = options.gmsaCredentialSpec();
        if (spec != null && spec.isEmpty()) {
            errors.invalid(path.child("gmsaCredentialSpec"), spec, "gmsaCredentialSpec cannot be an empty string");
        } else if (spec != null && ByteLength.of(spec) > SPEC_MAX_KIB * 1024) {
            errors.invalid(
                    path.child("gmsaCredentialSpec"),
                    spec,
                    "gmsaCredentialSpec size must be under " + SPEC_MAX_KIB + " KiB");
        }
        String user = options.runAsUserName();
        if (user != null) {
            userName(errors, path.child("runAsUserName"), user);
        }
    }

    private static void userName(FieldErrors errors, FieldPath path, String name) {
        int slash = name.indexOf('\\');
        if (name.isEmpty()) {
            errors.invalid(path, name, "runAsUserName cannot be an empty string");
        } else if (name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            errors.invalid(path, name, "runAsUserName cannot contain control characters");
        } else if (slash >= 0 && name.indexOf('\\', slash + 1) >= 0) {
            errors.invalid(path, name, "runAsUserName cannot contain more than one backslash");
        } else {
            if (slash >= 0) {
                domain(errors, path, name, name.substring(0, slash));
            }
            user(errors, path, name, name.substring(slash + 1));
        }
    }

    private static void domain(FieldErrors errors, FieldPath path, String name, String domain) {
        if (ByteLength.of(domain) >= DOMAIN_MAX) {
            errors.invalid(path, name, "runAsUserName's Domain length must be under " + DOMAIN_MAX + " characters");
        }
        if (!isNetBios(domain) && !isDns(domain)) {
            errors.invalid(path, name, "runAsUserName's Domain doesn't match the NetBios nor the DNS format");
        }
    }

    private static boolean isNetBios(String domain) {
        int length = domain.codePointCount(0, domain.length());
        return length >= 1
                && length <= NET_BIOS_MAX
                && domain.charAt(0) != '.'
                && domain.chars().noneMatch(c -> "\\/:*?\"<>|".indexOf(c) >= 0);
    }

    private static boolean isDns(String domain) {
        for (String label : domain.split("\\.", -1)) {
            boolean good = !label.isEmpty()
                    && label.length() <= LABEL_MAX
                    && !label.startsWith("-")
                    && !label.endsWith("-")
                    && label.chars().allMatch(c -> c == '-' || c < 0x80 && Character.isLetterOrDigit(c));
            if (!good) {
                return false;
            }
        }
        return true;
    }

    private static void user(FieldErrors errors, FieldPath path, String name, String user) {
        if (user.isEmpty()) {
            errors.invalid(path, name, "runAsUserName's User cannot be empty");
        } else if (ByteLength.of(user) > USER_MAX) {
            errors.invalid(
                    path, name, "runAsUserName's User length must not be longer than " + USER_MAX + " characters");
        }
        if (!user.isEmpty() && user.chars().allMatch(c -> c == '.' || c == ' ')) {
            errors.invalid(path, name, "runAsUserName's User cannot contain only periods or spaces");
        }
        if (user.chars().anyMatch(c -> "\"/\\:;|=,+*?<>@[]".indexOf(c) >= 0)) {
            errors.invalid(
                    path, name, "runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]");
        }
    }

    static void hostProcess(FieldErrors errors, FieldPath path, PodSpec spec, PodLeniency leniency) {
        var context = spec.securityContext();
        Boolean ofPod = context == null ? null : hostProcess(context.windowsOptions());
        int[] count = new int[2];
        eachContext(spec, path, (at, security) -> {
            count[0]++;
            Boolean own = security == null ? null : hostProcess(security.windowsOptions());
            if (ofPod != null && own != null && !ofPod.equals(own)) {
                errors.invalid(
                        at.child("windowsOptions", "hostProcess"),
                        own,
                        "pod hostProcess value must be identical if both are specified, was " + ofPod);
            }
            if (own != null ? own : SecurityRules.isTrue(ofPod)) {
                count[1]++;
            }
        });
        if (count[1] == 0) {
            return;
        }
        if (count[1] != count[0]) {
            errors.invalid(
                    path,
                    "",
                    "If pod contains any hostProcess containers then all containers must be HostProcess containers");
        }
        if (!spec.hostNetwork()) {
            errors.invalid(
                    path.child("hostNetwork"),
                    false,
                    "hostNetwork must be true if pod contains any hostProcess containers");
        }
        if (!leniency.privileged()) {
            errors.forbidden(path, "hostProcess containers are disallowed by cluster policy");
        }
    }

    private static @Nullable Boolean hostProcess(@Nullable WindowsSecurityContextOptions options) {
        return options == null ? null : options.hostProcess();
    }

    /// Whether any part of the pod has options for Windows.
    static boolean hasOptions(PodSpec spec) {
        var context = spec.securityContext();
        if (context != null && context.windowsOptions() != null) {
            return true;
        }
        boolean[] found = new boolean[1];
        eachContext(spec, FieldPath.ROOT, (_, security) -> {
            found[0] |= security != null && security.windowsOptions() != null;
        });
        return found[0];
    }

    static void linux(FieldErrors errors, FieldPath path, PodSpec spec) {
        var context = spec.securityContext();
        if (context != null && context.windowsOptions() != null) {
            errors.forbidden(path.child("securityContext", "windowsOptions"), NOT_ON_LINUX);
        }
        eachContext(spec, path, (at, security) -> {
            if (security != null && security.windowsOptions() != null) {
                errors.forbidden(at.child("windowsOptions"), NOT_ON_LINUX);
            }
        });
    }

    static void windows(FieldErrors errors, FieldPath path, PodSpec spec) {
        var context = spec.securityContext() == null ? PodSecurityContext.EMPTY : spec.securityContext();
        var at = path.child("securityContext");
        unset(errors, at, "appArmorProfile", context.appArmorProfile());
        unset(errors, at, "seLinuxOptions", context.seLinuxOptions());
        unset(errors, path, "hostUsers", spec.hostUsers());
        unset(errors, path, "hostPID", spec.hostPID() ? true : null);
        unset(errors, path, "hostIPC", spec.hostIPC() ? true : null);
        unset(errors, at, "seccompProfile", context.seccompProfile());
        unset(errors, at, "fsGroup", context.fsGroup());
        unset(errors, at, "fsGroupChangePolicy", context.fsGroupChangePolicy());
        unset(errors, at, "sysctls", context.sysctls().isEmpty() ? null : context.sysctls());
        unset(errors, path, "shareProcessNamespace", spec.shareProcessNamespace());
        unset(errors, at, "runAsUser", context.runAsUser());
        unset(errors, at, "runAsGroup", context.runAsGroup());
        unset(errors, at, "supplementalGroups", context.supplementalGroups().isEmpty() ? null : context);
        unset(errors, at, "supplementalGroupsPolicy", context.supplementalGroupsPolicy());
        unset(errors, at, "seLinuxChangePolicy", context.seLinuxChangePolicy());
        eachContext(spec, path, (own, security) -> {
            if (security != null) {
                windows(errors, own, security);
            }
        });
    }

    private static void windows(FieldErrors errors, FieldPath at, SecurityContext context) {
        unset(errors, at, "appArmorProfile", context.appArmorProfile());
        unset(errors, at, "seLinuxOptions", context.seLinuxOptions());
        unset(errors, at, "seccompProfile", context.seccompProfile());
        unset(errors, at, "capabilities", context.capabilities());
        unset(errors, at, "readOnlyRootFilesystem", context.readOnlyRootFilesystem());
        unset(errors, at, "privileged", context.privileged());
        unset(errors, at, "allowPrivilegeEscalation", context.allowPrivilegeEscalation());
        unset(errors, at, "procMount", context.procMount());
        unset(errors, at, "runAsUser", context.runAsUser());
        unset(errors, at, "runAsGroup", context.runAsGroup());
    }

    private static void unset(FieldErrors errors, FieldPath path, String field, @Nullable Object value) {
        if (value != null) {
            errors.forbidden(path.child(field), NOT_ON_WINDOWS);
        }
    }

    /// Visits initial, regular and ephemeral containers' security, in this order.
    private static void eachContext(
            PodSpec spec, FieldPath path, BiConsumer<FieldPath, @Nullable SecurityContext> visit) {
        for (int i = 0; i < spec.initContainers().size(); i++) {
            var at = path.child("initContainers").index(i).child("securityContext");
            visit.accept(at, spec.initContainers().get(i).securityContext());
        }
        for (int i = 0; i < spec.containers().size(); i++) {
            var at = path.child("containers").index(i).child("securityContext");
            visit.accept(at, spec.containers().get(i).securityContext());
        }
        for (int i = 0; i < spec.ephemeralContainers().size(); i++) {
            var at = path.child("ephemeralContainers").index(i).child("securityContext");
            visit.accept(at, spec.ephemeralContainers().get(i).securityContext());
        }
    }
}
