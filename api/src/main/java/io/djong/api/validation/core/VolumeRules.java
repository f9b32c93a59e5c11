package io.djong.api.validation.core;

import io.djong.api.json.GoQuote;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Volumes of pods.
final class VolumeRules {
    private VolumeRules() {}

    /// @param meta the pod's; none in templates
    /// @return the volumes without faults, by name
    static Map<String, Volume> check(
            FieldErrors errors, FieldPath path, List<Volume> volumes, @Nullable ObjectMeta meta, PodLeniency leniency) {
        if (volumes.isEmpty()) {
            return Map.of();
        }
        String pod = meta == null ? "" : meta.name();
        Set<String> ownClaims = ownClaims(volumes, pod);
        var good = HashMap.<String, Volume>newHashMap(volumes.size());
        for (int i = 0; i < volumes.size(); i++) {
            var volume = volumes.get(i);
            var at = path.index(i);
            int before = errors.size();
            source(errors, at, volume, pod, leniency);
            var name = at.child("name");
            if (volume.name().isEmpty()) {
                errors.required(name);
            } else {
                errors.invalidEach(name, volume.name(), DnsNames.label(volume.name()));
            }
            if (good.containsKey(volume.name())) {
                errors.duplicate(name, volume.name());
            }
            if (errors.size() == before) {
                good.put(volume.name(), volume);
            }
            var claim = volume.persistentVolumeClaim();
            if (claim != null && ownClaims.contains(claim.claimName())) {
                errors.invalid(
                        at.child("persistentVolumeClaim", "claimName"),
                        claim.claimName(),
                        "must not reference a PVC that gets created for an ephemeral volume");
            }
        }
        return good;
    }

    private static Set<String> ownClaims(List<Volume> volumes, String pod) {
        Set<String> claims = Set.of();
        for (var volume : volumes) {
            if (!pod.isEmpty() && volume.ephemeral() != null) {
                claims = claims.isEmpty() ? new HashSet<>() : claims;
                claims.add(pod + "-" + volume.name());
            }
        }
        return claims;
    }

    private static void source(FieldErrors errors, FieldPath at, Volume volume, String pod, PodLeniency leniency) {
        var type = new OneType(errors, at);
        var empty = volume.emptyDir();
        if (empty != null && type.isFirst("emptyDir")) {
            if (empty.sizeLimit() != null && empty.sizeLimit().sign() < 0) {
                errors.forbidden(
                        at.child("emptyDir", "sizeLimit"), "SizeLimit field must be a valid resource quantity");
            }
        }
        DiskRules.local(errors, at, volume, type);
        if (volume.secret() != null && type.isFirst("secret")) {
            var secret = volume.secret();
            var path = at.child("secret");
            FileRules.keys(errors, path, "secretName", secret.secretName(), secret.defaultMode(), secret.items());
        }
        DiskRules.network(errors, at, volume, type);
        var claim = volume.persistentVolumeClaim();
        if (claim != null && type.isFirst("persistentVolumeClaim")) {
            some(errors, at.child("persistentVolumeClaim", "claimName"), claim.claimName());
        }
        DiskRules.ceph(errors, at, volume, type);
        var downward = volume.downwardAPI();
        // the field's name when there are several types is upstream's
        if (downward != null && type.isFirst("downwarAPI")) {
            var path = at.child("downwardAPI");
            FileRules.mode(errors, path.child("defaultMode"), downward.defaultMode());
            for (var file : downward.items()) {
                FileRules.downward(errors, path, file);
            }
        }
        DiskRules.fibre(errors, at, volume, type);
        if (volume.configMap() != null && type.isFirst("configMap")) {
            var map = volume.configMap();
            FileRules.keys(errors, at.child("configMap"), "name", map.name(), map.defaultMode(), map.items());
        }
        DiskRules.clouds(errors, at, volume, type);
        if (volume.projected() != null && type.isFirst("projected")) {
            FileRules.projected(errors, at.child("projected"), volume.projected(), leniency);
        }
        if (volume.scaleIO() != null && type.isFirst("scaleIO")) {
            var path = at.child("scaleIO");
            some(errors, path.child("gateway"), volume.scaleIO().gateway());
            some(errors, path.child("system"), volume.scaleIO().system());
            some(errors, path.child("volumeName"), volume.scaleIO().volumeName());
        }
        last(errors, at, volume, pod, type, leniency.ofPod());
        type.required();
    }

    private static void last(FieldErrors errors, FieldPath at, Volume volume, String pod, OneType type, boolean ofPod) {
        if (volume.csi() != null && type.isFirst("csi")) {
            DiskRules.csi(errors, at.child("csi"), volume.csi());
        }
        if (volume.ephemeral() != null && type.isFirst("ephemeral")) {
            var template = volume.ephemeral().volumeClaimTemplate();
            var path = at.child("ephemeral", "volumeClaimTemplate");
            if (template == null) {
                errors.required(path);
            } else {
                ClaimRules.template(errors, path, template);
            }
            if (!pod.isEmpty() && !volume.name().isEmpty()) {
                String claim = pod + "-" + volume.name();
                for (String reason : DnsNames.subdomain(claim)) {
                    errors.invalid(at.child("name"), volume.name(), "PVC name " + GoQuote.quote(claim) + ": " + reason);
                }
            }
        }
        if (volume.image() != null && type.isFirst("image")) {
            var image = volume.image();
            var path = at.child("image");
            if (ofPod && image.reference().isEmpty()) {
                errors.required(path.child("reference"));
            }
            ContainerRules.pullPolicy(errors, path.child("pullPolicy"), image.pullPolicy());
        }
    }

    static void some(FieldErrors errors, FieldPath path, String text) {
        if (text.isEmpty()) {
            errors.required(path);
        }
    }
}
