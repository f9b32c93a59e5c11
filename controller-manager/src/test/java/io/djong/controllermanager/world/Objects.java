package io.djong.controllermanager.world;

import io.djong.api.meta.IntOrString;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.DeploymentStrategy;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.apps.v1.RollingUpdateDeployment;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.api.types.core.v1.PodIP;
import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.time.VirtualEnvironment;
import io.djong.controllermanager.podcontrol.Owners;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// API objects as tests need them, as the API server would have defaulted them.
public final class Objects {
    public static final String NAMESPACE = "demo";
    public static final Instant NOW = VirtualEnvironment.BEGINNING;

    private Objects() {}

    public static ObjectMeta meta(String name) {
        return ObjectMeta.EMPTY.withNamespace(NAMESPACE).withName(name);
    }

    public static PodTemplateSpec template(String app, String image) {
        var spec = PodTemplateSpec.EMPTY
                .spec()
                .withContainers(List.of(Container.EMPTY.withName("main").withImage(image)))
                .withRestartPolicy("Always");
        return PodTemplateSpec.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withLabels(Map.of("app", app)))
                .withSpec(spec);
    }

    public static Deployment deployment(String name, int replicas) {
        return deployment(name, replicas, "25%", "25%");
    }

    public static Deployment deployment(String name, int replicas, String maxSurge, String maxUnavailable) {
        Deployment empty = Deployment.EMPTY.withMetadata(meta(name));
        return empty.withSpec(empty.spec()
                .withReplicas(replicas)
                .withSelector(LabelSelector.EMPTY.withMatchLabels(Map.of("app", name)))
                .withTemplate(template(name, "image:1"))
                .withStrategy(DeploymentStrategy.EMPTY
                        .withType("RollingUpdate")
                        .withRollingUpdate(
                                new RollingUpdateDeployment(intOrString(maxUnavailable), intOrString(maxSurge))))
                .withRevisionHistoryLimit(10)
                .withProgressDeadlineSeconds(600));
    }

    private static IntOrString intOrString(String text) {
        return text.endsWith("%") ? IntOrString.of(text) : IntOrString.of(Integer.parseInt(text));
    }

    public static Deployment withImage(Deployment deployment, String image) {
        return deployment.withSpec(
                deployment.spec().withTemplate(template(deployment.metadata().name(), image)));
    }

    public static ReplicaSet replicaSet(String name, int replicas) {
        ReplicaSet empty = ReplicaSet.EMPTY.withMetadata(
                meta(name).withUid("uid-" + name).withGeneration(1).withCreationTimestamp(NOW.minusSeconds(3600)));
        return empty.withSpec(empty.spec()
                .withReplicas(replicas)
                .withSelector(LabelSelector.EMPTY.withMatchLabels(Map.of("app", name)))
                .withTemplate(template(name, "image:1")));
    }

    /// A pod of this set, created an hour ago, running and ready for as long, on node `n`.
    public static Pod podOf(ReplicaSet set, String name) {
        Pod pod = ready(Pod.EMPTY, NOW.minusSeconds(3600));
        return pod.withMetadata(meta(name)
                        .withUid("uid-" + name)
                        .withLabels(set.spec().template().metadata().labels())
                        .withOwnerReferences(List.of(Owners.controllerReference(set)))
                        .withCreationTimestamp(NOW.minusSeconds(3600)))
                .withSpec(set.spec().template().spec().withNodeName("n"));
    }

    public static Pod ready(Pod pod, Instant since) {
        return withReady(pod, "True", since)
                .withStatus(withReady(pod, "True", since).status().withPhase("Running"));
    }

    public static Pod unready(Pod pod) {
        return withReady(pod, "False", NOW);
    }

    private static Pod withReady(Pod pod, String status, Instant since) {
        List<PodCondition> conditions = new ArrayList<>(pod.status().conditions());
        conditions.removeIf(condition -> condition.type().equals("Ready"));
        conditions.add(PodCondition.EMPTY.withType("Ready").withStatus(status).withLastTransitionTime(since));
        return pod.withStatus(pod.status().withConditions(conditions));
    }

    public static Pod withAddress(Pod pod, String address) {
        return pod.withStatus(pod.status().withPodIP(address).withPodIPs(List.of(new PodIP(address))));
    }

    public static Service service(String name, int port) {
        Service empty = Service.EMPTY.withMetadata(
                meta(name).withUid("uid-" + name).withCreationTimestamp(NOW.minusSeconds(3600)));
        ServicePort http = ServicePort.EMPTY
                .withName("http")
                .withProtocol("TCP")
                .withPort(port)
                .withTargetPort(IntOrString.of(port));
        return empty.withSpec(empty.spec()
                .withType("ClusterIP")
                .withClusterIP("10.43.0.1")
                .withClusterIPs(List.of("10.43.0.1"))
                .withIpFamilies(List.of("IPv4"))
                .withSelector(Map.of("app", name))
                .withPorts(List.of(http)));
    }

    public static Node node(String name, String zone) {
        Map<String, String> labels = zone.isEmpty() ? Map.of() : Map.of("topology.kubernetes.io/zone", zone);
        return Node.EMPTY.withMetadata(ObjectMeta.EMPTY.withName(name).withLabels(labels));
    }
}
