package io.djong.kubelet.runtime;

import io.djong.api.types.core.v1.AppArmorProfile;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSecurityContext;
import io.djong.api.types.core.v1.SELinuxOptions;
import io.djong.api.types.core.v1.SeccompProfile;
import io.djong.api.types.core.v1.SecurityContext;
import io.djong.kubelet.cri.Capability;
import io.djong.kubelet.cri.Int64Value;
import io.djong.kubelet.cri.LinuxContainerSecurityContext;
import io.djong.kubelet.cri.LinuxSandboxSecurityContext;
import io.djong.kubelet.cri.NamespaceMode;
import io.djong.kubelet.cri.NamespaceOption;
import io.djong.kubelet.cri.SELinuxOption;
import io.djong.kubelet.cri.SecurityProfile;
import io.djong.kubelet.cri.SecurityProfileProfileType;
import io.djong.kubelet.cri.SupplementalGroupsPolicy;
import io.djong.kubelet.environment.ContainerConfigException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who a pod's processes are and what they may, as the runtime is told. A container's own word goes before its pod's.
/// Pure.
///
/// Source: kubernetes.io/docs/tasks/configure-pod-container/security-context; upstream's
/// `kuberuntime/security_context.go`.
final class SecurityContexts {
    private static final List<String> MASKED = List.of(
            "/proc/asound",
            "/proc/acpi",
            "/proc/interrupts",
            "/proc/kcore",
            "/proc/keys",
            "/proc/latency_stats",
            "/proc/timer_list",
            "/proc/timer_stats",
            "/proc/sched_debug",
            "/proc/scsi",
            "/sys/firmware",
            "/sys/devices/virtual/powercap");
    private static final List<String> READ_ONLY =
            List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

    private final RuntimeSettings settings;

    SecurityContexts(RuntimeSettings settings) {
        this.settings = settings;
    }

    /// Whom the image wants to be.
    ///
    /// @param uid null when the image names nobody by number
    /// @param username "" when the image names nobody by name
    record ImageUser(@Nullable Long uid, String username) {}

    /// Of a sandbox.
    LinuxSandboxSecurityContext ofSandbox(Pod pod) {
        var context = podContext(pod);
        return LinuxSandboxSecurityContext.EMPTY
                .withPrivileged(PodNames.all(pod).stream().anyMatch(SecurityContexts::isPrivileged))
                .withSeccomp(profile(SecurityProfileProfileType.RUNTIME_DEFAULT))
                .withNamespaceOptions(namespaces(pod))
                .withRunAsUser(boxed(context.runAsUser()))
                .withRunAsGroup(boxed(context.runAsGroup()))
                .withSupplementalGroups(groups(context))
                .withSupplementalGroupsPolicy(groupsPolicy(context))
                .withSelinuxOptions(selinux(context.seLinuxOptions()));
    }

    /// Of a container.
    ///
    /// @param targetId the container whose processes an ephemeral container sees; "" for none
    LinuxContainerSecurityContext ofContainer(Pod pod, Container container, ImageUser imageUser, String targetId)
            throws ContainerConfigException {
        var ofPod = podContext(pod);
        var own = ownContext(container);
        refuseRoot(pod, container, imageUser);
        refuseAppArmor(own.appArmorProfile() == null ? ofPod.appArmorProfile() : own.appArmorProfile());
        var runAsUser = own.runAsUser() == null ? ofPod.runAsUser() : own.runAsUser();
        var runAsGroup = own.runAsGroup() == null ? ofPod.runAsGroup() : own.runAsGroup();
        boolean unmasked = "Unmasked".equals(own.procMount());
        var namespaces = namespaces(pod);
        if (!targetId.isEmpty() && namespaces.pid() == NamespaceMode.CONTAINER) {
            namespaces = namespaces.withPid(NamespaceMode.TARGET).withTargetId(targetId);
        }
        var masked = new ArrayList<>(MASKED);
        masked.addAll(settings.maskedPaths());
        var capabilities = own.capabilities();
        var context = LinuxContainerSecurityContext.EMPTY
                .withCapabilities(
                        capabilities == null
                                ? null
                                : new Capability(capabilities.add(), capabilities.drop(), List.of()))
                .withPrivileged(isPrivileged(container))
                .withNamespaceOptions(namespaces)
                .withSelinuxOptions(
                        selinux(own.seLinuxOptions() == null ? ofPod.seLinuxOptions() : own.seLinuxOptions()))
                .withRunAsUser(boxed(runAsUser))
                .withRunAsGroup(boxed(runAsGroup))
                .withReadonlyRootfs(Boolean.TRUE.equals(own.readOnlyRootFilesystem()))
                .withSupplementalGroups(groups(ofPod))
                .withSupplementalGroupsPolicy(groupsPolicy(ofPod))
                .withNoNewPrivs(Boolean.FALSE.equals(own.allowPrivilegeEscalation()))
                .withMaskedPaths(unmasked ? List.of() : masked)
                .withReadonlyPaths(unmasked ? List.of() : READ_ONLY)
                .withSeccomp(seccomp(own.seccompProfile() == null ? ofPod.seccompProfile() : own.seccompProfile()));
        return runAsUser == null
                ? context.withRunAsUser(boxed(imageUser.uid())).withRunAsUsername(imageUser.username())
                : context;
    }

    private SecurityProfile seccomp(@Nullable SeccompProfile wanted) throws ContainerConfigException {
        if (wanted == null) {
            return profile(
                    settings.seccompDefault()
                            ? SecurityProfileProfileType.RUNTIME_DEFAULT
                            : SecurityProfileProfileType.UNCONFINED);
        }
        return switch (wanted.type()) {
            case "RuntimeDefault" -> profile(SecurityProfileProfileType.RUNTIME_DEFAULT);
            case "Localhost" -> {
                var file = wanted.localhostProfile();
                if (file == null || file.isEmpty()) {
                    throw new ContainerConfigException(
                            "localhostProfile must be set if seccompProfile type is Localhost.");
                }
                yield new SecurityProfile(
                        SecurityProfileProfileType.LOCALHOST,
                        settings.seccompProfiles().resolve(file).normalize().toString());
            }
            default -> profile(SecurityProfileProfileType.UNCONFINED);
        };
    }

    private void refuseAppArmor(@Nullable AppArmorProfile wanted) throws ContainerConfigException {
        if (wanted != null && !wanted.type().equals("Unconfined") && !settings.appArmor()) {
            throw new ContainerConfigException("Cannot enforce AppArmor: AppArmor is not enabled on the host");
        }
    }

    private static void refuseRoot(Pod pod, Container container, ImageUser image) throws ContainerConfigException {
        var ofPod = podContext(pod);
        var own = ownContext(container);
        var nonRoot = own.runAsNonRoot() == null ? ofPod.runAsNonRoot() : own.runAsNonRoot();
        if (!Boolean.TRUE.equals(nonRoot)) {
            return;
        }
        var runAsUser = own.runAsUser() == null ? ofPod.runAsUser() : own.runAsUser();
        var where = "(pod: \"" + PodNames.inFull(pod) + "\", container: " + container.name() + ")";
        if (runAsUser != null) {
            if (runAsUser == 0) {
                throw new ContainerConfigException("container's runAsUser breaks non-root policy " + where);
            }
        } else if (image.uid() != null && image.uid() == 0) {
            throw new ContainerConfigException("container has runAsNonRoot and image will run as root " + where);
        } else if (image.uid() == null && !image.username().isEmpty()) {
            throw new ContainerConfigException("container has runAsNonRoot and image has non-numeric user ("
                    + image.username() + "), cannot verify user is non-root " + where);
        }
    }

    /// Which namespaces a pod's containers share with each other or with the node.
    static NamespaceOption namespaces(Pod pod) {
        var spec = pod.spec();
        var pid = spec.hostPID()
                ? NamespaceMode.NODE
                : Boolean.TRUE.equals(spec.shareProcessNamespace()) ? NamespaceMode.POD : NamespaceMode.CONTAINER;
        return NamespaceOption.EMPTY
                .withNetwork(spec.hostNetwork() ? NamespaceMode.NODE : NamespaceMode.POD)
                .withIpc(spec.hostIPC() ? NamespaceMode.NODE : NamespaceMode.POD)
                .withPid(pid);
    }

    private static List<Long> groups(PodSecurityContext context) {
        var groups = new ArrayList<Long>();
        if (context.fsGroup() != null) {
            groups.add(context.fsGroup());
        }
        groups.addAll(context.supplementalGroups());
        return groups;
    }

    private static SupplementalGroupsPolicy groupsPolicy(PodSecurityContext context) {
        return "Strict".equals(context.supplementalGroupsPolicy())
                ? SupplementalGroupsPolicy.STRICT
                : SupplementalGroupsPolicy.MERGE;
    }

    private static boolean isPrivileged(Container container) {
        return Boolean.TRUE.equals(ownContext(container).privileged());
    }

    private static PodSecurityContext podContext(Pod pod) {
        var context = pod.spec().securityContext();
        return context == null ? PodSecurityContext.EMPTY : context;
    }

    private static SecurityContext ownContext(Container container) {
        var context = container.securityContext();
        return context == null ? SecurityContext.EMPTY : context;
    }

    private static SecurityProfile profile(SecurityProfileProfileType type) {
        return new SecurityProfile(type, "");
    }

    private static @Nullable Int64Value boxed(@Nullable Long value) {
        return value == null ? null : new Int64Value(value);
    }

    private static @Nullable SELinuxOption selinux(@Nullable SELinuxOptions options) {
        return options == null
                ? null
                : new SELinuxOption(options.user(), options.role(), options.type(), options.level());
    }
}
