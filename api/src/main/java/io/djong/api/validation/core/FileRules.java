package io.djong.api.validation.core;

import io.djong.api.types.core.v1.DownwardAPIVolumeFile;
import io.djong.api.types.core.v1.KeyToPath;
import io.djong.api.types.core.v1.ProjectedVolumeSource;
import io.djong.api.types.core.v1.ServiceAccountTokenProjection;
import io.djong.api.types.core.v1.VolumeProjection;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Files that volumes make of secrets, config maps, the pod's fields and tokens.
final class FileRules {
    private static final int MODE_MAX = 0777;
    private static final long TOKEN_SECONDS_MIN = 10 * 60;
    private static final long TOKEN_SECONDS_MAX = 1L << 32;
    private static final String SAME_PATH = "conflicting duplicate paths";

    private FileRules() {}

    static void mode(FieldErrors errors, FieldPath path, @Nullable Integer mode) {
        if (mode != null && (mode < 0 || mode > MODE_MAX)) {
            errors.invalid(path, mode, "must be a number between 0 and 0777 (octal), both inclusive");
        }
    }

    static void keys(
            FieldErrors errors,
            FieldPath path,
            String nameField,
            String name,
            @Nullable Integer mode,
            List<KeyToPath> items) {
        VolumeRules.some(errors, path.child(nameField), name);
        mode(errors, path.child("defaultMode"), mode);
        for (int i = 0; i < items.size(); i++) {
            key(errors, path.child("items").index(i), items.get(i));
        }
    }

    private static void key(FieldErrors errors, FieldPath path, KeyToPath item) {
        VolumeRules.some(errors, path.child("key"), item.key());
        VolumeRules.some(errors, path.child("path"), item.path());
        PathRules.inVolume(errors, path.child("path"), item.path());
        mode(errors, path.child("mode"), item.mode());
    }

    static void downward(FieldErrors errors, FieldPath path, DownwardAPIVolumeFile file) {
        VolumeRules.some(errors, path.child("path"), file.path());
        PathRules.inVolume(errors, path.child("path"), file.path());
        if (file.fieldRef() != null) {
            FieldReferenceRules.field(
                    errors, path.child("fieldRef"), file.fieldRef(), FieldReferenceRules.VOLUME_FIELDS);
            if (file.resourceFieldRef() != null) {
                errors.invalid(path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
            }
        } else if (file.resourceFieldRef() != null) {
            FieldReferenceRules.resource(errors, path.child("resourceFieldRef"), file.resourceFieldRef(), true);
        } else {
            errors.required(path, "one of fieldRef and resourceFieldRef is required");
        }
        mode(errors, path.child("mode"), file.mode());
    }

    static void projected(FieldErrors errors, FieldPath path, ProjectedVolumeSource volume, PodLeniency leniency) {
        mode(errors, path.child("defaultMode"), volume.defaultMode());
        var files = new HashSet<String>();
        for (int i = 0; i < volume.sources().size(); i++) {
            projection(
                    errors,
                    path,
                    path.child("sources").index(i),
                    volume.sources().get(i),
                    files,
                    leniency);
        }
    }

    private static void projection(
            FieldErrors errors,
            FieldPath volume,
            FieldPath at,
            VolumeProjection source,
            Set<String> files,
            PodLeniency leniency) {
        int kinds = 0;
        if (source.secret() != null) {
            kinds++;
            var secret = source.secret();
            items(errors, volume, at.child("secret"), secret.name(), secret.items(), files);
        }
        if (source.configMap() != null) {
            kinds++;
            var map = source.configMap();
            items(errors, volume, at.child("configMap"), map.name(), map.items(), files);
        }
        if (source.downwardAPI() != null) {
            kinds++;
            for (var file : source.downwardAPI().items()) {
                downward(errors, at.child("downwardAPI"), file);
                if (!file.path().isEmpty() && !files.add(file.path())) {
                    errors.invalid(volume, file.path(), SAME_PATH);
                }
            }
        }
        if (source.serviceAccountToken() != null) {
            kinds++;
            token(errors, volume, at.child("serviceAccountToken"), source.serviceAccountToken(), leniency);
        }
        if (kinds > 1) {
            errors.forbidden(at, "may not specify more than 1 volume type per source");
        }
    }

    private static void items(
            FieldErrors errors, FieldPath volume, FieldPath at, String name, List<KeyToPath> items, Set<String> files) {
        VolumeRules.some(errors, at.child("name"), name);
        for (int i = 0; i < items.size(); i++) {
            String file = items.get(i).path();
            key(errors, at.child("items").index(i), items.get(i));
            if (!file.isEmpty() && !files.add(file)) {
                errors.invalid(volume, name, SAME_PATH);
            }
        }
    }

    private static void token(
            FieldErrors errors,
            FieldPath volume,
            FieldPath at,
            ServiceAccountTokenProjection token,
            PodLeniency leniency) {
        long seconds = token.expirationSeconds() == null ? 0 : token.expirationSeconds();
        if (seconds < TOKEN_SECONDS_MIN) {
            errors.invalid(at.child("expirationSeconds"), seconds, "may not specify a duration less than 10 minutes");
        }
        if (seconds > TOKEN_SECONDS_MAX) {
            errors.invalid(
                    at.child("expirationSeconds"), seconds, "may not specify a duration larger than 2^32 seconds");
        }
        if (token.path().isEmpty()) {
            errors.required(volume.child("path"));
        } else if (!leniency.anyTokenPath()) {
            PathRules.inVolume(errors, volume.child("path"), token.path());
        }
    }
}
