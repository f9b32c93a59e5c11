package io.djong.api.validation.core;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.core.v1.VolumeMount;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where containers mount volumes and see block devices.
final class MountRules {
    private static final List<String> PROPAGATIONS = List.of("Bidirectional", "HostToContainer", "None");
    private static final List<String> RECURSIVE = List.of("Disabled", "Enabled", "IfPossible");
    private static final String UNIQUE = "must be unique";

    private MountRules() {}

    static void mounts(FieldErrors errors, FieldPath path, Container container, PodFacts pod) {
        var mounts = container.volumeMounts();
        if (mounts.isEmpty()) {
            return;
        }
        Map<String, String> devices = devicePaths(container);
        Set<String> paths = new HashSet<>();
        for (int i = 0; i < mounts.size(); i++) {
            var mount = mounts.get(i);
            var at = path.index(i);
            if (mount.name().isEmpty()) {
                errors.required(at.child("name"));
            }
            var volume = pod.volumes().get(mount.name());
            if (volume == null) {
                errors.notFound(at.child("name"), mount.name());
            }
            if (mount.mountPath().isEmpty()) {
                errors.required(at.child("mountPath"));
            }
            if (!paths.add(mount.mountPath())) {
                errors.invalid(at.child("mountPath"), mount.mountPath(), UNIQUE);
            }
            if (devices.containsKey(mount.name())) {
                errors.invalid(at.child("name"), mount.name(), "must not already exist in volumeDevices");
            }
            if (devices.containsValue(mount.mountPath())) {
                errors.invalid(
                        at.child("mountPath"), mount.mountPath(), "must not already exist as a path in volumeDevices");
            }
            subPath(errors, path, at, mount, volume);
            if (mount.mountPropagation() != null) {
                propagation(errors, path.child("mountPropagation"), mount.mountPropagation(), container);
            }
            recursive(errors, path.child("recursiveReadOnly"), mount);
        }
    }

    private static void subPath(
            FieldErrors errors, FieldPath path, FieldPath at, VolumeMount mount, @Nullable Volume volume) {
        String expression = mount.subPathExpr();
        if (!expression.isEmpty() && volume != null && volume.image() != null) {
            errors.invalid(at.child("subPathExpr"), expression, "not allowed in image volume sources");
        }
        if (!mount.subPath().isEmpty()) {
            PathRules.descending(errors, path.child("subPath"), mount.subPath());
        }
        if (!expression.isEmpty()) {
            if (!mount.subPath().isEmpty()) {
                errors.invalid(at.child("subPathExpr"), expression, "subPathExpr and subPath are mutually exclusive");
            }
            PathRules.descending(errors, path.child("subPathExpr"), expression);
        }
    }

    private static void propagation(FieldErrors errors, FieldPath path, String propagation, Container container) {
        if (!PROPAGATIONS.contains(propagation)) {
            errors.notSupported(path, propagation, PROPAGATIONS);
        }
        var security = container.securityContext();
        boolean privileged = security != null && security.privileged() != null && security.privileged();
        if (propagation.equals("Bidirectional") && !privileged) {
            errors.forbidden(path, "Bidirectional mount propagation is available only to privileged containers");
        }
    }

    private static void recursive(FieldErrors errors, FieldPath path, VolumeMount mount) {
        String recursive = mount.recursiveReadOnly();
        if (recursive == null || recursive.equals("Disabled")) {
            return;
        }
        if (!RECURSIVE.contains(recursive)) {
            errors.notSupported(path, recursive, RECURSIVE);
            return;
        }
        if (!mount.readOnly()) {
            errors.forbidden(path, "may only be specified when readOnly is true");
        }
        String propagation = mount.mountPropagation();
        if (propagation != null && !propagation.equals("None")) {
            errors.forbidden(path, "may only be specified when mountPropagation is None or not specified");
        }
    }

    private static Map<String, String> devicePaths(Container container) {
        if (container.volumeDevices().isEmpty()) {
            return Map.of();
        }
        var devices = new HashMap<String, String>();
        for (var device : container.volumeDevices()) {
            devices.put(device.name(), device.devicePath());
        }
        return devices;
    }

    static void devices(FieldErrors errors, FieldPath path, Container container, PodFacts pod) {
        var devices = container.volumeDevices();
        if (devices.isEmpty()) {
            return;
        }
        var mounts = new HashMap<String, String>();
        for (var mount : container.volumeMounts()) {
            mounts.put(mount.name(), mount.mountPath());
        }
        var names = new HashSet<String>();
        var paths = new HashSet<String>();
        for (int i = 0; i < devices.size(); i++) {
            String name = devices.get(i).name();
            String file = devices.get(i).devicePath();
            var at = path.index(i);
            if (name.isEmpty()) {
                errors.required(at.child("name"));
            }
            if (names.contains(name)) {
                errors.invalid(at.child("name"), name, UNIQUE);
            }
            var volume = pod.volumes().get(name);
            if (volume == null) {
                errors.notFound(at.child("name"), name);
            } else if (volume.persistentVolumeClaim() == null && volume.ephemeral() == null) {
                errors.invalid(
                        at.child("name"),
                        name,
                        "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
            }
            devicePath(errors, at.child("devicePath"), file, paths);
            if (mounts.containsKey(name)) {
                errors.invalid(at.child("name"), name, "must not already exist in volumeMounts");
            }
            if (mounts.containsValue(file)) {
                errors.invalid(at.child("devicePath"), file, "must not already exist as a path in volumeMounts");
            }
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
    }

    private static void devicePath(FieldErrors errors, FieldPath path, String file, Set<String> paths) {
        if (file.isEmpty()) {
            errors.required(path);
        }
        if (paths.contains(file)) {
            errors.invalid(path, file, UNIQUE);
        }
        if (PathRules.stepsBack(file)) {
            errors.invalid(path, file, "can not contain backsteps ('..')");
        } else {
            paths.add(file);
        }
    }
}
