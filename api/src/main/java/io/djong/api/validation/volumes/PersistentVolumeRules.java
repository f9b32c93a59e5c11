package io.djong.api.validation.volumes;

import io.djong.api.meta.QuantityCodec;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.PersistentVolumeSpec;
import io.djong.api.types.core.v1.PersistentVolumeSpecCodec;
import io.djong.api.types.core.v1.VolumeNodeAffinityCodec;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import io.djong.api.validation.core.AffinityRules;
import io.djong.api.validation.core.ChangeText;
import io.djong.api.validation.core.ClaimRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Persistent volumes: where their data is cannot change, nor from where they can be reached.
public final class PersistentVolumeRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final List<String> POLICIES = List.of("Delete", "Recycle", "Retain");
    private static final List<String> MODES = List.of("Block", "Filesystem");
    private static final String INLINE = "may not be specified in the context of inline volumes";

    private PersistentVolumeRules() {}

    /// A new one.
    public static void create(FieldErrors errors, PersistentVolume volume) {
        check(errors, volume, false);
        PersistentVolumeSourceRules.mountOptions(errors, volume);
    }

    private static void check(FieldErrors errors, PersistentVolume volume, boolean anyValues) {
        ObjectMetaRules.create(errors, volume.metadata(), false, NameRule.SUBDOMAIN);
        var spec = volume.spec();
        access(errors, SPEC, spec);
        capacity(errors, SPEC.child("capacity"), spec.capacity());
        String policy = spec.persistentVolumeReclaimPolicy();
        if (!policy.isEmpty() && !POLICIES.contains(policy)) {
            errors.notSupported(SPEC.child("persistentVolumeReclaimPolicy"), policy, POLICIES);
        }
        var affinity = spec.nodeAffinity();
        if (affinity != null && affinity.required() != null) {
            AffinityRules.nodeSelector(errors, SPEC.child("nodeAffinity", "required"), affinity.required(), anyValues);
        } else if (affinity != null) {
            errors.required(SPEC.child("nodeAffinity", "required"), "must specify required node constraints");
        }
        source(errors, SPEC, volume.metadata().name(), spec);
        if (!spec.storageClassName().isEmpty()) {
            errors.invalidEach(
                    SPEC.child("storageClassName"),
                    spec.storageClassName(),
                    DnsNames.subdomain(spec.storageClassName()));
        }
        String mode = spec.volumeMode();
        if (mode != null && !MODES.contains(mode)) {
            errors.notSupported(SPEC.child("volumeMode"), mode, MODES);
        }
        attributes(errors, spec);
    }

    /// A volume that an attachment brings along: one of a CSI driver, with next to nothing said about
    /// it.
    public static void inline(FieldErrors errors, FieldPath path, PersistentVolumeSpec spec) {
        forbidden(errors, path.child("claimRef"), spec.claimRef() != null);
        forbidden(errors, path.child("capacity"), !spec.capacity().isEmpty());
        if (spec.csi() == null) {
            errors.required(path.child("csi"), "has to be specified in the context of inline volumes");
        }
        access(errors, path, spec);
        String policy = spec.persistentVolumeReclaimPolicy();
        if (!policy.isEmpty() && !policy.equals("Retain")) {
            errors.forbidden(
                    path.child("persistentVolumeReclaimPolicy"), "may only be Retain in the context of inline volumes");
        }
        forbidden(errors, path.child("nodeAffinity"), spec.nodeAffinity() != null);
        source(errors, path, "", spec);
        forbidden(
                errors, path.child("storageClassName"), !spec.storageClassName().isEmpty());
        if (spec.volumeMode() != null && !spec.volumeMode().equals("Filesystem")) {
            errors.forbidden(
                    path.child("volumeMode"),
                    "may not specify volumeMode other than Filesystem in the context of inline volumes");
        }
    }

    private static void forbidden(FieldErrors errors, FieldPath path, boolean given) {
        if (given) {
            errors.forbidden(path, INLINE);
        }
    }

    private static void access(FieldErrors errors, FieldPath path, PersistentVolumeSpec spec) {
        if (spec.accessModes().isEmpty()) {
            errors.required(path.child("accessModes"));
        }
        ClaimRules.accessModes(errors, path.child("accessModes"), spec.accessModes());
    }

    private static void capacity(FieldErrors errors, FieldPath path, Map<String, Quantity> capacity) {
        if (capacity.isEmpty()) {
            errors.required(path);
        }
        if (!capacity.containsKey("storage") || capacity.size() > 1) {
            errors.notSupportedShown(path, Shown.map(QuantityCodec.CODEC, capacity), List.of("storage"));
        }
        for (var amount : capacity.entrySet()) {
            var at = path.key(amount.getKey());
            Amounts.basic(errors, at, amount.getValue());
            if (amount.getValue().sign() <= 0) {
                errors.invalid(at, amount.getValue().toString(), "must be greater than zero");
            }
        }
    }

    private static void source(FieldErrors errors, FieldPath path, String name, PersistentVolumeSpec spec) {
        PersistentVolumeSourceRules.check(errors, path, name, spec);
        var folder = spec.hostPath();
        if (folder != null
                && RootFolder.isMeant(folder.path())
                && spec.persistentVolumeReclaimPolicy().equals("Recycle")) {
            errors.forbidden(
                    path.child("persistentVolumeReclaimPolicy"), "may not be 'recycle' for a hostPath mount of '/'");
        }
    }

    private static void attributes(FieldErrors errors, PersistentVolumeSpec spec) {
        String name = spec.volumeAttributesClassName();
        if (name == null) {
            return;
        }
        var path = SPEC.child("volumeAttributesClassName");
        if (name.isEmpty()) {
            errors.required(path, "an empty string is disallowed");
        } else {
            errors.invalidEach(path, name, DnsNames.subdomain(name));
        }
        if (spec.csi() == null) {
            errors.required(SPEC.child("csi"), "has to be specified when using volumeAttributesClassName");
        }
    }

    /// A changed one. Upstream checks it twice as a new one.
    public static void update(FieldErrors errors, PersistentVolume volume, PersistentVolume old) {
        boolean anyValues = VolumeAffinity.hasWrongValues(old.spec().nodeAffinity());
        check(errors, volume, anyValues);
        PersistentVolumeSourceRules.mountOptions(errors, volume);
        check(errors, volume, anyValues);
        var spec = volume.spec();
        var before = PersistentVolumeSourceRules.only(old.spec());
        var now = PersistentVolumeSourceRules.only(expandable(spec, old.spec()));
        if (!now.equals(before)) {
            errors.forbidden(
                    SPEC.child("persistentvolumesource"),
                    "spec.persistentvolumesource is immutable after creation\n"
                            + ChangeText.of(source(before), source(now)));
        }
        if (!Objects.equals(spec.volumeMode(), old.spec().volumeMode())) {
            errors.invalidShown(FieldPath.of("volumeMode"), Shown.text(spec.volumeMode()), Texts.IMMUTABLE);
        }
        var affinity = old.spec().nodeAffinity();
        if (affinity != null && !VolumeAffinity.isKept(spec.nodeAffinity(), affinity)) {
            errors.invalidShown(
                    FieldPath.of("nodeAffinity"),
                    InternalJson.of("core/v1.VolumeNodeAffinity", VolumeNodeAffinityCodec.CODEC, spec.nodeAffinity()),
                    Texts.IMMUTABLE + ", except for updating from beta label to GA");
        }
        if (old.spec().volumeAttributesClassName() != null && spec.volumeAttributesClassName() == null) {
            errors.forbidden(SPEC.child("volumeAttributesClassName"), "update from non-nil value to nil is forbidden");
        }
    }

    private static String source(PersistentVolumeSpec spec) {
        return InternalJson.part(
                "core/v1.PersistentVolumeSpec", "PersistentVolumeSource", PersistentVolumeSpecCodec.CODEC, spec);
    }

    /// The secret with which a CSI driver makes a volume larger may be named later.
    private static PersistentVolumeSpec expandable(PersistentVolumeSpec spec, PersistentVolumeSpec old) {
        var driver = spec.csi();
        var before = old.csi();
        return driver != null && before != null && before.controllerExpandSecretRef() == null
                ? spec.withCsi(driver.withControllerExpandSecretRef(null))
                : spec;
    }

    /// One whose status was changed.
    public static void updateStatus(FieldErrors errors, PersistentVolume volume, PersistentVolume old) {
        ObjectMetaRules.update(errors, volume.metadata(), old.metadata());
        if (volume.metadata().resourceVersion().isEmpty()) {
            errors.required(FieldPath.of("resourceVersion"));
        }
    }
}
