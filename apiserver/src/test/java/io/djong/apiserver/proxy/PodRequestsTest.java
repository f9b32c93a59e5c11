package io.djong.apiserver.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.EphemeralContainer;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeAddress;
import io.djong.api.types.core.v1.NodeStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.apiserver.request.Query;
import io.djong.apiserver.request.RequestInfo;
import io.djong.http.client.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is read off requests about pods' streams and proxies, and upstream's words for what is wrong with them.
class PodRequestsTest {
    private static Pod pod(List<String> containers, List<String> initial, List<String> ephemeral) {
        var spec = PodSpec.EMPTY
                .withContainers(
                        containers.stream().map(Container.EMPTY::withName).toList())
                .withInitContainers(
                        initial.stream().map(Container.EMPTY::withName).toList())
                .withEphemeralContainers(ephemeral.stream()
                        .map(EphemeralContainer.EMPTY::withName)
                        .toList());
        return Pod.EMPTY.withMetadata(ObjectMeta.EMPTY.withName("web")).withSpec(spec);
    }

    @Test
    void theOnlyContainerNeedsNoName() throws Exception {
        assertThat(ContainerChoice.of(pod(List.of("a"), List.of("i"), List.of()), ""))
                .isEqualTo("a");
    }

    @Test
    void anyKindOfContainerCanBeNamed() throws Exception {
        var pod = pod(List.of("a", "b"), List.of("i"), List.of("e"));
        assertThat(ContainerChoice.of(pod, "b")).isEqualTo("b");
        assertThat(ContainerChoice.of(pod, "i")).isEqualTo("i");
        assertThat(ContainerChoice.of(pod, "e")).isEqualTo("e");
    }

    @Test
    void severalContainersAreListed() {
        assertThatThrownBy(() -> ContainerChoice.of(pod(List.of("a", "b"), List.of("i"), List.of("e")), ""))
                .hasMessageContaining("a container name must be specified for pod web, choose one of: [a b]"
                        + " or one of the init containers: [i] or one of the ephemeral containers: [e]");
    }

    @Test
    void anUnknownContainerIsNotValid() {
        assertThatThrownBy(() -> ContainerChoice.of(pod(List.of("a"), List.of(), List.of()), "x"))
                .hasMessageContaining("container x is not valid for pod web");
    }

    @Test
    void logOptionsReachTheKubelet() throws Exception {
        var query = Query.parse("follow=true&previous=1&timestamps=true&tailLines=5&limitBytes=10"
                + "&sinceTime=2026-01-02T03%3A04%3A05.678Z&container=c");
        var options = LogOptions.parse(query);
        options.check("web");
        assertThat(options.kubeletQuery())
                .isEqualTo("?follow=true&limitBytes=10&previous=true&sinceTime=2026-01-02T03%3A04%3A05Z"
                        + "&tailLines=5&timestamps=true");
    }

    @Test
    void wrongLogOptionsAreRefused() throws Exception {
        assertThatThrownBy(() -> LogOptions.parse(Query.parse("tailLines=x")))
                .hasMessageContaining("strconv.ParseInt: parsing \"x\": invalid syntax");
        var negative = LogOptions.parse(Query.parse("tailLines=-1&limitBytes=0&sinceSeconds=0"));
        assertThatThrownBy(() -> negative.check("web"))
                .hasMessageContaining("PodLogOptions \"web\" is invalid: [tailLines: Invalid value: -1: must be greater"
                        + " than or equal to 0, limitBytes: Invalid value: 0: must be greater than 0, sinceSeconds:"
                        + " Invalid value: 0: must be greater than 0]");
    }

    @Test
    void targetsCarrySchemeAndPort() throws Exception {
        assertThat(TargetName.parse("web", "pod")).isEqualTo(new TargetName("", "web", ""));
        assertThat(TargetName.parse("web:http", "pod")).isEqualTo(new TargetName("", "web", "http"));
        assertThat(TargetName.parse("https:web:8443", "pod")).isEqualTo(new TargetName("https", "web", "8443"));
        assertThatThrownBy(() -> TargetName.parse("ftp:web:21", "pod"))
                .hasMessageContaining("invalid pod request \"ftp:web:21\"");
        assertThatThrownBy(() -> TargetName.parse(":80", "service"))
                .hasMessageContaining("invalid service request \":80\"");
    }

    @Test
    void addressesThatOnlyThisMachineReachesAreRefused() throws Exception {
        ObjectProxy.checkAddress("10.42.0.7");
        for (var each : List.of("127.0.0.1", "169.254.169.254", "::1", "fe80::1", "0.0.0.0", "224.0.0.1", "", "x")) {
            assertThatThrownBy(() -> ObjectProxy.checkAddress(each)).hasMessageContaining("address not allowed");
        }
    }

    @Test
    void theProxiedPathKeepsItsEscapes() {
        assertThat(path("/api/v1/namespaces/default/pods/web/proxy")).isEmpty();
        assertThat(path("/api/v1/namespaces/default/pods/web/proxy/")).isEqualTo("/");
        assertThat(path("/api/v1/namespaces/default/services/web:http/proxy/a%20b/c/"))
                .isEqualTo("/a%20b/c/");
        assertThat(path("/api/v1/nodes/one/proxy/logs/")).isEqualTo("/logs/");
    }

    private static String path(String raw) {
        var info = RequestInfo.of("GET", raw.replace("%20", " "), Query.EMPTY);
        return ProxiedPath.of(info, raw);
    }

    @Test
    void redirectsLeadBackThroughTheServer() {
        var origin = new Origin(false, "10.42.0.7", 8080);
        var prefix = "/api/v1/namespaces/default/pods/web/proxy";
        assertThat(ProxiedPath.location("/login?next=%2F", prefix, origin)).isEqualTo(prefix + "/login?next=%2F");
        assertThat(ProxiedPath.location("http://10.42.0.7:8080/x", prefix, origin))
                .isEqualTo(prefix + "/x");
        assertThat(ProxiedPath.location("https://elsewhere.example/x", prefix, origin))
                .isEqualTo("https://elsewhere.example/x");
        assertThat(ProxiedPath.location("next", prefix, origin)).isEqualTo("next");
    }

    @Test
    void aNodesPreferredAddressIsTaken() throws Exception {
        var node = Node.EMPTY.withStatus(NodeStatus.EMPTY.withAddresses(
                List.of(new NodeAddress("InternalIP", "10.0.0.1"), new NodeAddress("Hostname", "one"))));
        assertThat(Kubelets.origin(node, KubeletAccess.DEFAULTS)).hasToString("https://one:10250");
        assertThat(Kubelets.origin(node, KubeletAccess.DEFAULTS.withAddressTypes(List.of("InternalIP"))))
                .hasToString("https://10.0.0.1:10250");
        assertThatThrownBy(() -> Kubelets.origin(node, KubeletAccess.DEFAULTS.withAddressTypes(List.of("ExternalIP"))))
                .hasMessageContaining(
                        "no preferred addresses found; known addresses: [{InternalIP 10.0.0.1} {Hostname one}]");
    }
}
