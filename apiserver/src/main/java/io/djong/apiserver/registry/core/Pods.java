package io.djong.apiserver.registry.core;

import io.djong.api.pods.AppArmorAnnotations;
import io.djong.api.pods.PodPreparation;
import io.djong.api.pods.PodWarnings;
import io.djong.api.pods.QualityOfService;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodStatus;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.SelectableFields;
import io.djong.apiserver.resource.Strategy;
import io.djong.apiserver.resource.Subresource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Groups of containers that share an address and volumes.
public final class Pods {
    private static final List<String> STREAM = List.of("create", "get");

    private Pods() {}

    /// The declaration.
    ///
    /// @param actions what is asked for below a pod: binding, eviction
    public static ResourceDeclaration<Pod> declaration(List<Subresource.Action<Pod, ?>> actions) {
        var subresources = new ArrayList<Subresource<Pod>>(actions);
        subresources.add(PartView.status(Pod.TYPE, Pods::withStatus));
        subresources.add(new PartView<>(
                        "ephemeralcontainers",
                        Pod.TYPE,
                        (current, sent) -> current.withSpec(current.spec()
                                .withEphemeralContainers(sent.spec().ephemeralContainers())),
                        Validation::checkUpdateEphemeralContainers)
                .raisingGeneration(Pods::changed));
        subresources.add(new PartView<>("resize", Pod.TYPE, PodResize::of, Validation::checkResize)
                .raisingGeneration(Pods::changed));
        subresources.add(new Subresource.Connect<>("log", "", "v1", "Pod", List.of("get")));
        subresources.add(new Subresource.Connect<>("exec", "", "v1", "PodExecOptions", STREAM));
        subresources.add(new Subresource.Connect<>("attach", "", "v1", "PodAttachOptions", STREAM));
        subresources.add(new Subresource.Connect<>("portforward", "", "v1", "PodPortForwardOptions", STREAM));
        subresources.add(new Subresource.Connect<>(
                "proxy", "", "v1", "PodProxyOptions", List.of("create", "delete", "get", "patch", "update")));
        return ResourceDeclaration.of(CoreV1.PODS, "/registry/pods", new PodStrategy(), new PodColumns())
                .withFields(fields())
                .withSubresources(subresources);
    }

    private static boolean changed(Pod pod, Pod old) {
        return !pod.spec().equals(old.spec());
    }

    private static SelectableFields<Pod> fields() {
        return SelectableFields.<Pod>none()
                .andIndexed("spec.nodeName", pod -> pod.spec().nodeName())
                .and("spec.restartPolicy", pod -> pod.spec().restartPolicy())
                .and("spec.schedulerName", pod -> pod.spec().schedulerName())
                .and("spec.serviceAccountName", pod -> pod.spec().serviceAccountName())
                .and("spec.hostNetwork", pod -> Boolean.toString(pod.spec().hostNetwork()))
                .and("status.phase", pod -> pod.status().phase())
                .and(
                        "status.podIP",
                        pod -> pod.status().podIPs().isEmpty()
                                ? ""
                                : pod.status().podIPs().getFirst().ip())
                .and("status.podIPs", pod -> "") // upstream knows the name, and no value
                .and("status.nominatedNodeName", pod -> pod.status().nominatedNodeName());
    }

    /// The current pod with the status that was sent; its owners and what decides its quality of service
    /// stay.
    private static Pod withStatus(Pod current, Pod sent) {
        var status = sent.status().qosClass().isEmpty()
                ? sent.status().withQosClass(current.status().qosClass())
                : sent.status();
        var observed = PodGenerations.keepObserved(status, current.status());
        return Metadata.with(
                sent.withSpec(current.spec()).withStatus(observed),
                meta -> meta.withOwnerReferences(current.metadata().ownerReferences())
                        .withDeletionTimestamp(null));
    }

    private static final class PodStrategy implements Strategy<Pod> {
        @Override
        public Pod prepareForCreate(Pod pod, OperationContext context) {
            var given = pod.status().qosClass(); // upstream believes a creator who states it
            var status = PodStatus.EMPTY
                    .withPhase("Pending")
                    .withQosClass(given.isEmpty() ? QualityOfService.of(pod) : given);
            var applied = AppArmorAnnotations.apply(
                    PodPreparation.create(pod.withStatus(status), context.now().truncatedTo(ChronoUnit.SECONDS)));
            context.warn(applied.warnings());
            return Metadata.with(applied.pod(), meta -> meta.withGeneration(1));
        }

        @Override
        public Pod prepareForUpdate(Pod pod, Pod old, OperationContext context) {
            var kept = pod.withStatus(old.status()).withSpec(PodPreparation.withoutDisabled(pod.spec(), old.spec()));
            return kept.spec().equals(old.spec())
                    ? kept
                    : Metadata.with(
                            kept, meta -> meta.withGeneration(old.metadata().generation() + 1));
        }

        @Override
        public List<String> warningsOnCreate(Pod pod) {
            return PodWarnings.of(pod);
        }

        /// A pod that was never placed, or has ended, goes at once.
        @Override
        public OptionalLong gracePeriodSeconds(Pod pod, DeleteOptions options) {
            var asked = options.gracePeriodSeconds() != null
                    ? options.gracePeriodSeconds()
                    : pod.spec().terminationGracePeriodSeconds();
            var phase = pod.status().phase();
            if (asked == null
                    || pod.spec().nodeName().isEmpty()
                    || phase.equals("Failed")
                    || phase.equals("Succeeded")) {
                return OptionalLong.of(0);
            }
            return OptionalLong.of(asked < 0 ? 1 : asked);
        }

        @Override
        public boolean returnsDeletedObject() {
            return true;
        }
    }
}
