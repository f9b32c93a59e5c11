package io.djong.apiserver.registry.storage;

import io.djong.api.types.storage.v1.StorageV1;
import io.djong.api.types.storage.v1.VolumeAttachment;
import io.djong.api.types.storage.v1.VolumeAttachmentStatus;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.List;

/// Which volume is to be on which node, and whether it is.
public final class VolumeAttachments {
    private VolumeAttachments() {}

    /// The declaration.
    public static ResourceDeclaration<VolumeAttachment> declaration() {
        return ResourceDeclaration.of(
                        StorageV1.VOLUME_ATTACHMENTS,
                        "/registry/volumeattachments",
                        new AttachmentStrategy(),
                        columns())
                .withSubresources(List.of(PartView.status(VolumeAttachment.TYPE, VolumeAttachments::withStatus)));
    }

    /// A writer of the status changes nothing of the metadata.
    private static VolumeAttachment withStatus(VolumeAttachment current, VolumeAttachment sent) {
        var before = current.metadata();
        return Metadata.with(
                sent.withSpec(current.spec()),
                meta -> meta.withLabels(before.labels())
                        .withAnnotations(before.annotations())
                        .withFinalizers(before.finalizers())
                        .withOwnerReferences(before.ownerReferences())
                        .withDeletionTimestamp(before.deletionTimestamp()));
    }

    private static final class AttachmentStrategy implements Strategy<VolumeAttachment> {
        @Override
        public VolumeAttachment prepareForCreate(VolumeAttachment attachment, OperationContext context) {
            return attachment.withStatus(VolumeAttachmentStatus.EMPTY);
        }

        @Override
        public VolumeAttachment prepareForUpdate(
                VolumeAttachment attachment, VolumeAttachment old, OperationContext context) {
            return attachment.withStatus(old.status());
        }

        @Override
        public boolean allowsUnconditionalUpdate() {
            return false;
        }

        @Override
        public boolean returnsDeletedObject() {
            return true;
        }
    }

    private static ColumnTable<VolumeAttachment> columns() {
        return ColumnTable.<VolumeAttachment>named()
                .column(
                        "Attacher",
                        "string",
                        "name",
                        0,
                        "Who attaches it.",
                        (attachment, now) -> attachment.spec().attacher())
                .text("PV", "Which volume.", attachment -> {
                    var volume = attachment.spec().source().persistentVolumeName();
                    return volume == null ? "" : volume;
                })
                .text("Node", "To which node.", attachment -> attachment.spec().nodeName())
                .column(
                        "Attached",
                        "boolean",
                        "",
                        0,
                        "Whether it is attached.",
                        (attachment, now) -> attachment.status().attached())
                .age();
    }
}
