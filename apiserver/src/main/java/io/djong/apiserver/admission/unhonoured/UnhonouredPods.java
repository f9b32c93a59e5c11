package io.djong.apiserver.admission.unhonoured;

import io.djong.api.meta.Resource;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.batch.v1.BatchV1;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.apiserver.admission.unhonoured.Unhonoured.Answer;
import java.util.List;

/// What nothing acts on in pods, and in every kind that makes pods.
final class UnhonouredPods {
    static final String TEMPLATE = "spec.template.spec.";
    static final String JOB_TEMPLATE = "spec.jobTemplate.spec.template.spec.";

    private static final List<Resource<?>> WITH_TEMPLATES = List.of(
            AppsV1.DAEMON_SETS,
            AppsV1.DEPLOYMENTS,
            AppsV1.REPLICA_SETS,
            AppsV1.STATEFUL_SETS,
            BatchV1.JOBS,
            CoreV1.REPLICATION_CONTROLLERS);

    private static final List<String> UNBUILT_VOLUMES = List.of(
            "awsElasticBlockStore",
            "azureDisk",
            "azureFile",
            "cephfs",
            "cinder",
            "csi",
            "ephemeral",
            "fc",
            "flexVolume",
            "flocker",
            "gcePersistentDisk",
            "gitRepo",
            "glusterfs",
            "image",
            "iscsi",
            "nfs",
            "persistentVolumeClaim",
            "photonPersistentDisk",
            "portworxVolume",
            "quobyte",
            "rbd",
            "scaleIO",
            "storageos",
            "vsphereVolume");

    private UnhonouredPods() {}

    static void add(List<Unhonoured> all) {
        add(all, "resourceClaims", "devices are not allocated yet");
        add(all, "hostUsers=false", "pods do not get a user namespace of their own yet");
        add(all, "runtimeClassName", "the kubelet runs every pod with the default handler yet");
        all.add(new Unhonoured(
                CoreV1.PODS, "/resize", Answer.WARN, "the kubelet does not resize running containers yet"));
        for (var volume : UNBUILT_VOLUMES) {
            add(all, "volumes.*." + volume, "the kubelet does not mount such volumes yet");
        }
    }

    private static void add(List<Unhonoured> all, String path, String why) {
        all.add(new Unhonoured(CoreV1.PODS, "spec." + path, Answer.REFUSE, why));
        for (var resource : WITH_TEMPLATES) {
            all.add(new Unhonoured(resource, TEMPLATE + path, Answer.REFUSE, why));
        }
        all.add(new Unhonoured(BatchV1.CRON_JOBS, JOB_TEMPLATE + path, Answer.REFUSE, why));
    }
}
