package io.djong.apiserver.registry.volumes;

import io.djong.api.meta.KubeType;
import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.PersistentVolumeStatus;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.Subresource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/// The status of a volume. Notes when the phase changed, unless its writer says so.
final class PersistentVolumeStatusView implements Subresource.View<PersistentVolume, PersistentVolume> {
    @Override
    public String name() {
        return "status";
    }

    @Override
    public KubeType<PersistentVolume> type() {
        return PersistentVolume.TYPE;
    }

    @Override
    public PersistentVolume read(PersistentVolume volume) {
        return volume;
    }

    @Override
    public PersistentVolume write(PersistentVolume current, PersistentVolume sent, OperationContext context) {
        var kept = Metadata.with(
                sent.withSpec(current.spec()),
                meta -> meta.withGeneration(current.metadata().generation()));
        return kept.withStatus(timed(sent.status(), current.status(), context));
    }

    private static PersistentVolumeStatus timed(
            PersistentVolumeStatus status, PersistentVolumeStatus old, OperationContext context) {
        var time = status.lastPhaseTransitionTime();
        var before = old.lastPhaseTransitionTime();
        if (status.phase().equals(old.phase())) {
            return time == null ? status.withLastPhaseTransitionTime(before) : status;
        }
        return time == null || Objects.equals(time, before)
                ? status.withLastPhaseTransitionTime(context.now().truncatedTo(ChronoUnit.SECONDS))
                : status;
    }

    @Override
    public List<FieldError> validateUpdate(
            PersistentVolume volume, PersistentVolume old, Validation validation, OperationContext context) {
        return validation.checkUpdateStatus(volume, old);
    }
}
