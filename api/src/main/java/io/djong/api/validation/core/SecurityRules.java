package io.djong.api.validation.core;

import io.djong.api.types.core.v1.AppArmorProfile;
import io.djong.api.types.core.v1.PodSecurityContext;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.SeccompProfile;
import io.djong.api.types.core.v1.SeccompProfileCodec;
import io.djong.api.types.core.v1.SecurityContext;
import io.djong.api.types.core.v1.SecurityContextCodec;
import io.djong.api.types.core.v1.Sysctl;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.Numbers;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Users, groups, profiles and kernel parameters of pods and containers.
final class SecurityRules {
    private static final List<String> PROC_MOUNTS = List.of("Default", "Unmasked");
    private static final List<String> PROFILES = List.of("Localhost", "RuntimeDefault", "Unconfined");
    private static final List<String> CHANGE_POLICIES = List.of("Always", "OnRootMismatch");
    private static final List<String> GROUP_POLICIES = List.of("Merge", "Strict");
    private static final List<String> LABEL_POLICIES = List.of("MountOption", "Recursive");
    private static final List<String> LABEL_POLICIES_BY_DEFAULT = List.of("Recursive");
    private static final int SYSCTL_MAX = 253;
    private static final String SYSCTL_TEXT = "must have at most 253 characters and match regex"
            + " ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";
    private static final int PROFILE_MAX_BYTES = 4095;

    private SecurityRules() {}

    static void container(FieldErrors errors, FieldPath path, SecurityContext context, PodFacts pod) {
        boolean privileged = isTrue(context.privileged());
        if (privileged && !pod.leniency().privileged()) {
            errors.forbidden(path.child("privileged"), "disallowed by cluster policy");
        }
        id(errors, path, "runAsUser", context.runAsUser());
        id(errors, path, "runAsGroup", context.runAsGroup());
        String proc = context.procMount();
        if (proc != null) {
            if (!PROC_MOUNTS.contains(proc)) {
                errors.notSupported(path.child("procMount"), proc, PROC_MOUNTS);
            }
            if (pod.hostUsers() && proc.equals("Unmasked")) {
                errors.invalid(path.child("procMount"), proc, "`hostUsers` must be false to use `Unmasked`");
            }
        }
        seccomp(errors, path.child("seccompProfile"), context.seccompProfile());
        if (context.allowPrivilegeEscalation() != null && !context.allowPrivilegeEscalation()) {
            noEscalation(errors, path, context, privileged);
        }
        WindowsRules.options(errors, path.child("windowsOptions"), context.windowsOptions());
        appArmor(errors, path.child("appArmorProfile"), context.appArmorProfile());
    }

    private static void noEscalation(FieldErrors errors, FieldPath path, SecurityContext context, boolean privileged) {
        if (privileged) {
            errors.invalidShown(
                    path,
                    InternalJson.of("core/v1.SecurityContext", SecurityContextCodec.CODEC, context),
                    "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
        }
        if (context.capabilities() != null) {
            for (String capability : context.capabilities().add()) {
                if (capability.equals("CAP_SYS_ADMIN")) {
                    errors.invalidShown(
                            path,
                            InternalJson.of("core/v1.SecurityContext", SecurityContextCodec.CODEC, context),
                            "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
                }
            }
        }
    }

    static boolean isTrue(@Nullable Boolean value) {
        return value != null && value;
    }

    private static void id(FieldErrors errors, FieldPath path, String field, @Nullable Long id) {
        if (id != null) {
            errors.invalidEach(path.child(field), id, Numbers.id(id));
        }
    }

    static void pod(FieldErrors errors, FieldPath path, PodSpec spec, PodLeniency leniency) {
        var context = spec.securityContext();
        boolean shared = isTrue(spec.shareProcessNamespace()) && spec.hostPID();
        if (context == null || context.equals(PodSecurityContext.EMPTY)) {
            sharing(errors, path, shared);
            return;
        }
        id(errors, path, "fsGroup", context.fsGroup());
        id(errors, path, "runAsUser", context.runAsUser());
        id(errors, path, "runAsGroup", context.runAsGroup());
        for (int i = 0; i < context.supplementalGroups().size(); i++) {
            long group = context.supplementalGroups().get(i);
            errors.invalidEach(path.child("supplementalGroups").index(i), group, Numbers.id(group));
        }
        sharing(errors, path, shared);
        if (!context.sysctls().isEmpty()) {
            sysctls(errors, path.child("sysctls"), context.sysctls(), spec, leniency.hostSysctls());
        }
        known(errors, path.child("fsGroupChangePolicy"), context.fsGroupChangePolicy(), CHANGE_POLICIES);
        seccomp(errors, path.child("seccompProfile"), context.seccompProfile());
        WindowsRules.options(errors, path.child("windowsOptions"), context.windowsOptions());
        appArmor(errors, path.child("appArmorProfile"), context.appArmorProfile());
        known(errors, path.child("supplementalGroupsPolicy"), context.supplementalGroupsPolicy(), GROUP_POLICIES);
        var policies = leniency.anyLabelPolicy() ? LABEL_POLICIES : LABEL_POLICIES_BY_DEFAULT;
        known(errors, path.child("seLinuxChangePolicy"), context.seLinuxChangePolicy(), policies);
    }

    private static void sharing(FieldErrors errors, FieldPath path, boolean shared) {
        if (shared) {
            errors.invalid(
                    path.child("shareProcessNamespace"),
                    true,
                    "ShareProcessNamespace and HostPID cannot both be enabled");
        }
    }

    static void known(FieldErrors errors, FieldPath path, @Nullable String value, List<String> known) {
        if (value != null && !known.contains(value)) {
            errors.notSupported(path, value, known);
        }
    }

    private static void sysctls(
            FieldErrors errors, FieldPath path, List<Sysctl> sysctls, PodSpec spec, boolean ofHostToo) {
        var names = new HashSet<String>();
        for (int i = 0; i < sysctls.size(); i++) {
            String name = sysctls.get(i).name();
            var at = path.index(i).child("name");
            if (name.isEmpty()) {
                errors.required(at);
            } else if (!isSysctl(name)) {
                errors.invalid(at, name, SYSCTL_TEXT);
            } else if (names.contains(name)) {
                errors.duplicate(at, name);
            }
            String shared = ofHostToo ? null : sharedWithHost(name, spec);
            if (shared != null) {
                errors.invalid(at, name, "may not be specified when '" + shared + "' is true");
            }
            names.add(name);
        }
    }

    /// The field that lets the pod share the parameter's namespace with the host.
    static @Nullable String sharedWithHost(String sysctl, PodSpec spec) {
        String name = dotted(sysctl);
        if (spec.hostNetwork() && name.startsWith("net.")) {
            return "hostNetwork";
        }
        boolean ipc = name.equals("kernel.sem")
                || name.startsWith("kernel.shm")
                || name.startsWith("kernel.msg")
                || name.startsWith("fs.mqueue.");
        return spec.hostIPC() && ipc ? "hostIPC" : null;
    }

    private static String dotted(String name) {
        int dot = name.indexOf('.');
        int slash = name.indexOf('/');
        if (slash < 0 || (dot >= 0 && dot < slash)) {
            return name;
        }
        return name.replace('.', '\n').replace('/', '.').replace('\n', '/');
    }

    private static boolean isSysctl(String name) {
        if (ByteLength.of(name) > SYSCTL_MAX) {
            return false;
        }
        boolean mayEnd = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            boolean starts = i == 0 || name.charAt(i - 1) == '.' || name.charAt(i - 1) == '/';
            boolean joins = c == '-' || c == '_';
            boolean separates = c == '.' || c == '/';
            if (!alphanumeric && !(joins && !starts) && !(separates && mayEnd)) {
                return false;
            }
            mayEnd = alphanumeric;
        }
        return mayEnd;
    }

    private static void seccomp(FieldErrors errors, FieldPath path, @Nullable SeccompProfile profile) {
        if (profile == null) {
            return;
        }
        if (profile.type().isEmpty()) {
            errors.required(path.child("type"), "type is required when seccompProfile is set");
        } else if (!PROFILES.contains(profile.type())) {
            errors.notSupported(path.child("type"), profile.type(), PROFILES);
        }
        String local = profile.localhostProfile();
        if (profile.type().equals("Localhost")) {
            if (local == null) {
                errors.required(path.child("localhostProfile"), "must be set when seccomp type is Localhost");
            } else {
                PathRules.descending(errors, path.child("localhostProfile"), local);
            }
        } else if (local != null) {
            errors.invalidShown(
                    path.child("localhostProfile"),
                    InternalJson.of("core/v1.SeccompProfile", SeccompProfileCodec.CODEC, profile),
                    "can only be set when seccomp type is Localhost");
        }
    }

    private static void appArmor(FieldErrors errors, FieldPath path, @Nullable AppArmorProfile profile) {
        if (profile == null) {
            return;
        }
        String local = profile.localhostProfile();
        var at = path.child("localhostProfile");
        switch (profile.type()) {
            case "Localhost" -> {
                if (local == null) {
                    errors.required(at, "must be set when AppArmor type is Localhost");
                } else {
                    localProfile(errors, at, local);
                }
            }
            case "RuntimeDefault", "Unconfined" -> {
                if (local != null) {
                    errors.invalid(at, local, "can only be set when AppArmor type is Localhost");
                }
            }
            case "" -> errors.required(path.child("type"), "type is required when appArmorProfile is set");
            default -> errors.notSupported(path.child("type"), profile.type(), PROFILES);
        }
    }

    private static void localProfile(FieldErrors errors, FieldPath path, String local) {
        String stripped = local.strip();
        if (!stripped.equals(local)) {
            errors.invalid(path, local, "must not be padded with whitespace");
        } else if (stripped.isEmpty()) {
            errors.required(path, "must be set when AppArmor type is Localhost");
        }
        if (ByteLength.of(local) > PROFILE_MAX_BYTES) {
            errors.tooLong(path, PROFILE_MAX_BYTES);
        }
    }
}
