package io.djong.apiserver.conformance;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.json.JsonObject;
import io.djong.api.yaml.Yaml;
import io.djong.apiserver.server.TestServer;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What upstream's conformance suite asks of kinds as objects, under the names that it has there: discovery,
/// creation, get,
/// list, watch, update, patches, status and deletion, alone and together. Kinds that it does not name get
/// the same walk.
final class ApiOperationsTest {
    private static final Path OBJECTS =
            Path.of("..", "e2e", "src", "test", "resources", "io", "djong", "e2e", "kinds.yaml");

    private static final Map<String, String> NAMES = Map.ofEntries(
            entry(
                    "FlowSchema",
                    "[sig-api-machinery] API priority and fairness should support FlowSchema API operations"),
            entry(
                    "PriorityLevelConfiguration",
                    "[sig-api-machinery] API priority and fairness should support PriorityLevelConfiguration API operations"),
            entry(
                    "MutatingAdmissionPolicy",
                    "[sig-api-machinery] MutatingAdmissionPolicy [Privileged:ClusterAdmin] should support MutatingAdmissionPolicy API operations"),
            entry(
                    "MutatingAdmissionPolicyBinding",
                    "[sig-api-machinery] MutatingAdmissionPolicy [Privileged:ClusterAdmin] should support MutatingAdmissionPolicyBinding API operations"),
            entry(
                    "ValidatingAdmissionPolicy",
                    "[sig-api-machinery] ValidatingAdmissionPolicy [Privileged:ClusterAdmin] should support ValidatingAdmissionPolicy API operations"),
            entry(
                    "ValidatingAdmissionPolicyBinding",
                    "[sig-api-machinery] ValidatingAdmissionPolicy [Privileged:ClusterAdmin] should support ValidatingAdmissionPolicyBinding API operations"),
            entry(
                    "ControllerRevision",
                    "[sig-apps] ControllerRevision [Serial] should manage the lifecycle of a ControllerRevision"),
            entry("CronJob", "[sig-apps] CronJob should support CronJob API operations"),
            entry(
                    "PodDisruptionBudget",
                    "[sig-apps] DisruptionController should update/patch PodDisruptionBudget status"),
            entry("Job", "[sig-apps] Job should apply changes to a job status"),
            entry(
                    "CertificateSigningRequest",
                    "[sig-auth] Certificates API [Privileged:ClusterAdmin] should support CSR API operations"),
            entry("ServiceAccount", "[sig-auth] ServiceAccounts should run through the lifecycle of a ServiceAccount"),
            entry("Event", "[sig-instrumentation] Events should manage the lifecycle of an event"),
            entry("EndpointSlice", "[sig-network] EndpointSlice should support creating EndpointSlice API operations"),
            entry("Endpoints", "[sig-network] Endpoints should test the lifecycle of an Endpoint"),
            entry("Ingress", "[sig-network] Ingress API should support creating Ingress API operations"),
            entry("IngressClass", "[sig-network] IngressClass API should support creating IngressClass API operations"),
            entry("IPAddress", "[sig-network] ServiceCIDR and IPAddress API should support IPAddress API operations"),
            entry(
                    "ServiceCIDR",
                    "[sig-network] ServiceCIDR and IPAddress API should support ServiceCIDR API operations"),
            entry("Service", "[sig-network] Services should complete a service status lifecycle"),
            entry("ConfigMap", "[sig-node] ConfigMap should run through a ConfigMap lifecycle"),
            entry("Lease", "[sig-node] Lease lease API should be available"),
            entry("Node", "[sig-node] Node Lifecycle should run through the lifecycle of a node"),
            entry("PodTemplate", "[sig-node] PodTemplates should run the lifecycle of PodTemplates"),
            entry("RuntimeClass", "[sig-node] RuntimeClass should support RuntimeClasses API operations"),
            entry("DeviceClass", "[sig-node] [DRA] CRUD Tests resource.k8s.io/v1 DeviceClass"),
            entry("ResourceClaim", "[sig-node] [DRA] CRUD Tests resource.k8s.io/v1 ResourceClaim"),
            entry("ResourceClaimTemplate", "[sig-node] [DRA] CRUD Tests resource.k8s.io/v1 ResourceClaimTemplate"),
            entry("ResourceSlice", "[sig-node] [DRA] CRUD Tests resource.k8s.io/v1 ResourceSlice"),
            entry("CSIDriver", "[sig-storage] CSIInlineVolumes should run through the lifecycle of a CSIDriver"),
            entry("CSINode", "[sig-storage] CSINodes CSI Conformance should run through the lifecycle of a csinode"),
            entry(
                    "CSIStorageCapacity",
                    "[sig-storage] CSIStorageCapacity should support CSIStorageCapacities API operations"),
            entry(
                    "PersistentVolume",
                    "[sig-storage] PersistentVolumes CSI Conformance should run through the lifecycle of a PV and a PVC"),
            entry(
                    "StorageClass",
                    "[sig-storage] StorageClasses CSI Conformance should run through the lifecycle of a StorageClass"),
            entry(
                    "VolumeAttachment",
                    "[sig-storage] VolumeAttachment Conformance should run through the lifecycle of a VolumeAttachment"),
            entry(
                    "VolumeAttributesClass",
                    "[sig-storage] VolumeAttributesClass [FeatureGate:VolumeAttributesClass] should run through the lifecycle of a VolumeAttributesClass"));

    private static TestServer server;
    private static HttpClient client;
    private static ApiWalk walk;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.likeRecorded();
        client = HttpClient.newBuilder().sslContext(server.clientTls()).build();
        walk = new ApiWalk(server.server().address(), client);
        walk.prepare();
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        server.stop();
    }

    @TestFactory
    Stream<DynamicTest> kinds() throws Exception {
        return objects().stream().map(object -> {
            var kind = object.string("kind");
            return DynamicTest.dynamicTest(NAMES.getOrDefault(kind, kind), () -> walk.through(object));
        });
    }

    @TestFactory
    Stream<DynamicTest> namesAreUpstreams() throws Exception {
        var upstream = Files.readString(Path.of("..", "..", "shared", "reference", "conformance", "names.txt"));
        return new TreeMap<>(NAMES)
                .entrySet().stream()
                        .map(one -> DynamicTest.dynamicTest(
                                one.getKey(), () -> assertThat(upstream).contains(one.getValue() + " [Conformance]")));
    }

    private static List<JsonObject> objects() throws Exception {
        return Yaml.readAll(Files.readAllBytes(OBJECTS)).stream()
                .map(document -> (JsonObject) document.value())
                .collect(Collectors.toList());
    }
}
