package io.djong.apiserver.admission.unhonoured;

import io.djong.api.meta.Resource;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.autoscaling.v2.AutoscalingV2;
import io.djong.api.types.batch.v1.BatchV1;
import io.djong.api.types.certificates.v1.CertificatesV1;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.networking.v1.NetworkingV1;
import io.djong.api.types.policy.v1.PolicyV1;
import io.djong.api.types.resource.v1.ResourceV1;
import io.djong.api.types.storage.v1.StorageV1;
import io.djong.apiserver.admission.unhonoured.Unhonoured.Answer;
import java.util.List;

/// Kinds that are stored, and that nothing acts on. A controller that is built takes its line out.
///
/// Kinds of safety are not here: they are not served at all until they are enforced.
final class UnhonouredKinds {
    private static final String NO_PODS = "nothing makes its pods yet";
    private static final String NO_VOLUMES = "volumes are not bound, attached or mounted yet";
    private static final String NO_DEVICES = "devices are not allocated yet";

    private UnhonouredKinds() {}

    static void add(List<Unhonoured> all) {
        add(all, CoreV1.ENDPOINTS, "nothing copies them to EndpointSlices yet, which is what proxy and DNS read");
        add(all, CoreV1.PERSISTENT_VOLUME_CLAIMS, NO_VOLUMES);
        add(all, CoreV1.PERSISTENT_VOLUMES, NO_VOLUMES);
        add(all, CoreV1.REPLICATION_CONTROLLERS, NO_PODS);
        add(all, AppsV1.DAEMON_SETS, NO_PODS);
        add(all, AppsV1.STATEFUL_SETS, NO_PODS);
        add(all, AutoscalingV2.HORIZONTAL_POD_AUTOSCALERS, "nothing scales anything by it yet");
        add(all, BatchV1.CRON_JOBS, "nothing makes its jobs yet");
        add(all, BatchV1.JOBS, NO_PODS);
        add(all, CertificatesV1.CERTIFICATE_SIGNING_REQUESTS, "no signer of ours approves or signs it yet");
        add(all, NetworkingV1.INGRESSES, "no ingress controller is built in");
        add(
                all,
                PolicyV1.POD_DISRUPTION_BUDGETS,
                "nothing counts its pods yet, so that it lets none of them be evicted");
        add(all, ResourceV1.DEVICE_CLASSES, NO_DEVICES);
        add(all, ResourceV1.RESOURCE_CLAIM_TEMPLATES, NO_DEVICES);
        add(all, ResourceV1.RESOURCE_CLAIMS, NO_DEVICES);
        add(all, ResourceV1.RESOURCE_SLICES, NO_DEVICES);
        add(all, StorageV1.CSI_DRIVERS, NO_VOLUMES);
        add(all, StorageV1.CSI_NODES, NO_VOLUMES);
        add(all, StorageV1.CSI_STORAGE_CAPACITIES, NO_VOLUMES);
        add(all, StorageV1.STORAGE_CLASSES, NO_VOLUMES);
        add(all, StorageV1.VOLUME_ATTACHMENTS, NO_VOLUMES);
        add(all, StorageV1.VOLUME_ATTRIBUTES_CLASSES, NO_VOLUMES);
    }

    private static void add(List<Unhonoured> all, Resource<?> kind, String why) {
        all.add(new Unhonoured(kind, "", Answer.WARN, why));
    }
}
