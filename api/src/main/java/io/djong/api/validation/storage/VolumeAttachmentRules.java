package io.djong.api.validation.storage;

import io.djong.api.types.storage.v1.VolumeAttachment;
import io.djong.api.types.storage.v1.VolumeAttachmentSource;
import io.djong.api.types.storage.v1.VolumeAttachmentSpecCodec;
import io.djong.api.types.storage.v1.VolumeError;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Texts;
import io.djong.api.validation.core.DiskRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import io.djong.api.validation.volumes.PersistentVolumeRules;
import org.jspecify.annotations.Nullable;

/// That a volume is to be on a node: what, where and by whom cannot change.
public final class VolumeAttachmentRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final int METADATA_BYTES_MAX = 256 * 1024;
    private static final int MESSAGE_BYTES_MAX = 1024;
    private static final String ONE_SOURCE = "must specify exactly one of inlineVolumeSpec and persistentVolumeName";

    private VolumeAttachmentRules() {}

    /// A new one.
    public static void create(FieldErrors errors, VolumeAttachment attachment) {
        ObjectMetaRules.create(errors, attachment.metadata(), false, NameRule.SUBDOMAIN);
        var spec = attachment.spec();
        DiskRules.driverName(errors, SPEC.child("attacher"), spec.attacher());
        source(errors, SPEC.child("source"), spec.source());
        errors.invalidEach(SPEC.child("nodeName"), spec.nodeName(), DnsNames.subdomain(spec.nodeName()));
        var status = attachment.status();
        if (ClassParameters.bytes(status.attachmentMetadata()) > METADATA_BYTES_MAX) {
            errors.tooLong(STATUS.child("attachmentMetadata"), METADATA_BYTES_MAX);
        }
        failure(errors, STATUS.child("attachError"), status.attachError());
        failure(errors, STATUS.child("detachError"), status.detachError());
        String volume = spec.source().persistentVolumeName();
        if (volume != null) {
            errors.invalidEach(FieldPath.of("spec.source.persistentVolumeName"), volume, DnsNames.subdomain(volume));
        }
    }

    private static void source(FieldErrors errors, FieldPath path, VolumeAttachmentSource source) {
        String volume = source.persistentVolumeName();
        var inline = source.inlineVolumeSpec();
        if (inline == null && volume == null) {
            errors.required(path, ONE_SOURCE);
        } else if (inline != null && volume != null) {
            errors.forbidden(path, ONE_SOURCE);
        } else if (volume != null && volume.isEmpty()) {
            errors.required(path.child("persistentVolumeName"), "must specify non empty persistentVolumeName");
        } else if (inline != null) {
            PersistentVolumeRules.inline(errors, path.child("inlineVolumeSpec"), inline);
        }
    }

    /// The limit that upstream names is another than the one it holds to.
    private static void failure(FieldErrors errors, FieldPath path, @Nullable VolumeError failure) {
        if (failure == null) {
            return;
        }
        if (ByteLength.of(failure.message()) > MESSAGE_BYTES_MAX) {
            errors.tooLong(path.child("message"), METADATA_BYTES_MAX);
        }
        var code = failure.errorCode();
        if (code != null && code < 0) {
            errors.invalid(path.child("errorCode"), code, Texts.inclusiveRange(0, Integer.MAX_VALUE));
        }
    }

    /// A changed one, or one whose status was.
    public static void update(FieldErrors errors, VolumeAttachment attachment, VolumeAttachment old) {
        create(errors, attachment);
        if (!attachment.spec().equals(old.spec())) {
            errors.invalidShown(
                    SPEC,
                    InternalJson.of(
                            "storage/v1.VolumeAttachmentSpec", VolumeAttachmentSpecCodec.CODEC, attachment.spec()),
                    Texts.IMMUTABLE);
        }
    }
}
