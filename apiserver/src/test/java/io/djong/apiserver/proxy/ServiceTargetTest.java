package io.djong.apiserver.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodIP;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.types.discovery.v1.DiscoveryV1;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointConditions;
import io.djong.api.types.discovery.v1.EndpointPort;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.server.ApiServer;
import io.djong.apiserver.server.ApiServerConfig;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.RealEnvironment;
import io.djong.client.KubeClient;
import io.djong.store.memory.MemoryStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which endpoint of a service a request goes to.
class ServiceTargetTest {
    private ApiServer server;
    private KubeClient client;
    private ServiceTarget target;

    @BeforeEach
    void start() throws Exception {
        var environment = RealEnvironment.create();
        server = new ApiServer(
                environment, new MemoryStore(environment), ApiServerConfig.inProcess(), new MetricRegistry());
        server.start();
        client = server.client(User.of("admin", User.MASTERS_GROUP));
        target = new ServiceTarget(server.core());
        client.of(CoreV1.NAMESPACES).create(Namespace.EMPTY.withMetadata(ObjectMeta.EMPTY.withName("shop")));
        client.of(CoreV1.SERVICE_ACCOUNTS).create(ServiceAccount.EMPTY.withMetadata(meta("default")));
        var ports = List.of(
                ServicePort.EMPTY.withName("web").withPort(80),
                ServicePort.EMPTY.withName("admin").withPort(81));
        client.of(CoreV1.SERVICES)
                .create(Service.EMPTY.withMetadata(meta("s")).withSpec(ServiceSpec.EMPTY.withPorts(ports)));
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private static ObjectMeta meta(String name) {
        return ObjectMeta.EMPTY.withName(name).withNamespace("shop");
    }

    private void pod(String name, String address) throws Exception {
        var container = Container.EMPTY.withName("c").withImage("i");
        var pod = client.of(CoreV1.PODS)
                .create(Pod.EMPTY.withMetadata(meta(name)).withSpec(PodSpec.EMPTY.withContainers(List.of(container))));
        var status = pod.status().withPodIP(address).withPodIPs(List.of(new PodIP(address)));
        client.of(CoreV1.PODS).updateStatus(pod.withStatus(status));
    }

    private static Endpoint endpoint(String pod, String address, boolean ready) {
        return Endpoint.EMPTY
                .withAddresses(List.of(address))
                .withConditions(EndpointConditions.EMPTY.withReady(ready))
                .withTargetRef(
                        ObjectReference.EMPTY.withKind("Pod").withName(pod).withNamespace("shop"));
    }

    private void slice(Endpoint... endpoints) throws Exception {
        var port = EndpointPort.EMPTY.withName("web").withPort(8080).withProtocol("TCP");
        client.of(DiscoveryV1.ENDPOINT_SLICES)
                .create(EndpointSlice.EMPTY
                        .withMetadata(meta("s-1").withLabels(new TreeMap<>(Map.of("kubernetes.io/service-name", "s"))))
                        .withAddressType("IPv4")
                        .withEndpoints(List.of(endpoints))
                        .withPorts(List.of(port)));
    }

    private String origin(String name) throws Exception {
        return target.origin(new ObjectKey("shop", name)).toString();
    }

    @Test
    void aReadyPodIsTakenByTheNameOrNumberOfThePort() throws Exception {
        pod("a", "10.42.0.5");
        pod("b", "10.42.0.6");
        slice(endpoint("a", "10.42.0.5", true), endpoint("b", "10.42.0.6", false));
        assertThat(origin("s:web")).isEqualTo("http://10.42.0.5:8080");
        assertThat(origin("s:80")).isEqualTo("http://10.42.0.5:8080");
        assertThat(origin("https:s:web")).isEqualTo("https://10.42.0.5:8080");
    }

    @Test
    void whatIsNoPodOfThisAddressIsNotAsked() throws Exception {
        pod("a", "10.42.0.5");
        slice(endpoint("a", "10.42.0.99", true), endpoint("gone", "10.42.0.9", true));
        assertThatThrownBy(() -> origin("s:web")).hasMessageContaining("no endpoints available for service \"s:web\"");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThatThrownBy(() -> origin("s:web")).hasMessageContaining("no endpoints available for service \"s\"");
        assertThatThrownBy(() -> origin("s:99")).hasMessageContaining("no service port 99 found for service \"s\"");
        slice();
        assertThatThrownBy(() -> origin("s:admin"))
                .hasMessageContaining("no endpoints available for service \"s:admin\"");
    }
}
