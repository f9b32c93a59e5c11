package io.djong.controllermanager.podcontrol;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.client.ApiException;
import io.djong.client.ResourceClient;
import io.djong.client.events.EventRecorder;
import java.util.List;

/// Creates and deletes pods for an owner, and says so in the owner's events.
public final class PodControl {
    private final ResourceClient<Pod> pods;
    private final EventRecorder events;

    /// Writes by this client, tells by this recorder.
    public PodControl(ResourceClient<Pod> pods, EventRecorder events) {
        this.pods = pods;
        this.events = events;
    }

    /// The client that it writes with, for adoption.
    public ResourceClient<Pod> client() {
        return pods;
    }

    /// The pod that this template makes for this owner; its name is left to the server.
    public static Pod fromTemplate(PodTemplateSpec template, KubeObject owner) {
        ObjectMeta metadata = ObjectMeta.EMPTY
                .withNamespace(owner.metadata().namespace())
                .withGenerateName(Owners.generateName(owner.metadata().name()))
                .withLabels(template.metadata().labels())
                .withAnnotations(template.metadata().annotations())
                .withFinalizers(template.metadata().finalizers())
                .withOwnerReferences(List.of(Owners.controllerReference(owner)));
        return Pod.EMPTY.withMetadata(metadata).withSpec(template.spec());
    }

    /// Creates one pod.
    ///
    /// @return the stored pod
    public Pod create(PodTemplateSpec template, KubeObject owner) throws ApiException, InterruptedException {
        try {
            Pod created = pods.create(fromTemplate(template, owner));
            events.normal(
                    owner,
                    "SuccessfulCreate",
                    "Created pod: " + created.metadata().name());
            return created;
        } catch (ApiException e) {
            // Any creation fails in a namespace that is being deleted: not worth an event.
            if (!e.hasCause("NamespaceTerminating")) {
                events.warning(owner, "FailedCreate", "Error creating: " + e.getMessage());
            }
            throw e;
        }
    }

    /// Deletes one pod.
    public void delete(Pod pod, KubeObject owner) throws ApiException, InterruptedException {
        String name = pod.metadata().name();
        try {
            pods.delete(new ObjectKey(pod.metadata().namespace(), name));
        } catch (ApiException e) {
            if (!e.isNotFound()) events.warning(owner, "FailedDelete", "Error deleting: " + e.getMessage());
            throw e;
        }
        events.normal(owner, "SuccessfulDelete", "Deleted pod: " + name);
    }
}
