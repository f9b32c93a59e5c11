package io.djong.kubelet.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.ConfigMapEnvSource;
import io.djong.api.types.core.v1.ConfigMapKeySelector;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.EnvFromSource;
import io.djong.api.types.core.v1.EnvVar;
import io.djong.api.types.core.v1.EnvVarSource;
import io.djong.api.types.core.v1.ObjectFieldSelector;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ResourceFieldSelector;
import io.djong.api.types.core.v1.ResourceRequirements;
import io.djong.api.types.core.v1.SecretEnvSource;
import io.djong.api.types.core.v1.SecretKeySelector;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.client.informer.Lister;
import io.djong.kubelet.volumes.TestReferences;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class PodEnvironmentsTest {
    private static final PodFacts FACTS = new PodFacts(
            List.of(),
            List.of("192.0.2.1", "2001:db8::1"),
            Map.of("cpu", Quantity.of("3900m"), "memory", Quantity.of("1Gi")));

    private final TestReferences references = new TestReferences();

    private static Service service(String namespace, String name, String ip, ServicePort... ports) {
        return Service.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withNamespace(namespace).withName(name))
                .withSpec(ServiceSpec.EMPTY.withClusterIP(ip).withPorts(List.of(ports)));
    }

    private static final ServicePort HTTPS =
            ServicePort.EMPTY.withName("https").withPort(443).withProtocol("TCP");
    private static final ServiceEnvironment SERVICES = new ServiceEnvironment(
            Lister.of(List.of(
                    service("default", "kubernetes", "10.96.0.1", HTTPS),
                    service("ns", "my-db", "fd00::5", HTTPS.withPort(5432).withName(""), HTTPS),
                    service("ns", "headless", "None", HTTPS),
                    service("other", "hidden", "10.96.0.9", HTTPS))),
            () -> true);

    private static Pod pod(boolean links) {
        return Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY
                        .withNamespace("ns")
                        .withName("p")
                        .withUid("uid-1")
                        .withLabels(Map.of("app", "web", "tier", "x"))
                        .withAnnotations(Map.of("a/b", "c")))
                .withSpec(PodSpec.EMPTY
                        .withNodeName("node-1")
                        .withServiceAccountName("robot")
                        .withEnableServiceLinks(links));
    }

    private SortedMap<String, String> of(Pod pod, Container container) throws Exception {
        return new PodEnvironments(pod, FACTS, SERVICES, references, name -> Optional.empty())
                .of(container, List.of("10.0.0.7", "fd00::7"));
    }

    private static EnvVar variable(String name, String value) {
        return EnvVar.EMPTY.withName(name).withValue(value);
    }

    private static EnvVar from(String name, EnvVarSource source) {
        return EnvVar.EMPTY.withName(name).withValueFrom(source);
    }

    private static EnvVar field(String name, String path) {
        return from(name, EnvVarSource.EMPTY.withFieldRef(new ObjectFieldSelector("v1", path)));
    }

    private static Container container(EnvVar... variables) {
        return Container.EMPTY.withName("c").withEnv(List.of(variables));
    }

    @Test
    void servicesOfTheNamespaceAndKubernetes() throws Exception {
        assertThat(of(pod(false), container()))
                .containsOnly(
                        Map.entry("KUBERNETES_PORT", "tcp://10.96.0.1:443"),
                        Map.entry("KUBERNETES_PORT_443_TCP", "tcp://10.96.0.1:443"),
                        Map.entry("KUBERNETES_PORT_443_TCP_ADDR", "10.96.0.1"),
                        Map.entry("KUBERNETES_PORT_443_TCP_PORT", "443"),
                        Map.entry("KUBERNETES_PORT_443_TCP_PROTO", "tcp"),
                        Map.entry("KUBERNETES_SERVICE_HOST", "10.96.0.1"),
                        Map.entry("KUBERNETES_SERVICE_PORT", "443"),
                        Map.entry("KUBERNETES_SERVICE_PORT_HTTPS", "443"));
        assertThat(of(pod(true), container()))
                .containsEntry("MY_DB_SERVICE_HOST", "fd00::5")
                .containsEntry("MY_DB_SERVICE_PORT", "5432")
                .containsEntry("MY_DB_SERVICE_PORT_HTTPS", "443")
                .containsEntry("MY_DB_PORT", "tcp://[fd00::5]:5432")
                .containsEntry("MY_DB_PORT_443_TCP_ADDR", "fd00::5")
                .doesNotContainKeys("HEADLESS_SERVICE_HOST", "HIDDEN_SERVICE_HOST");
    }

    @Test
    void variablesReferToThoseBeforeThemAndToServices() throws Exception {
        var found = of(
                pod(false),
                container(
                        variable("A", "a"),
                        variable("B", "$(A)-$(C)-$$(A)-$(KUBERNETES_SERVICE_HOST)"),
                        variable("C", "$(B)"),
                        variable("KUBERNETES_SERVICE_PORT", "mine"),
                        variable("EMPTY", "")));
        assertThat(found)
                .containsEntry("B", "a-$(C)-$(A)-10.96.0.1")
                .containsEntry("C", "a-$(C)-$(A)-10.96.0.1")
                .containsEntry("KUBERNETES_SERVICE_PORT", "mine")
                .containsEntry("EMPTY", "");
    }

    @Test
    void wholeObjects() throws Exception {
        references.configMap("ns", "m", Map.of("k", "v", "l", "w"));
        references.secret("ns", "s", Map.of("k", "hidden"));
        Container container = container(variable("l", "own"))
                .withEnvFrom(List.of(
                        new EnvFromSource("", new ConfigMapEnvSource("m", null), null),
                        new EnvFromSource("S_", null, new SecretEnvSource("s", false)),
                        new EnvFromSource("", new ConfigMapEnvSource("none", true), null)));
        assertThat(of(pod(false), container))
                .containsEntry("k", "v")
                .containsEntry("l", "own")
                .containsEntry("S_k", "hidden");
        Container missing =
                container().withEnvFrom(List.of(new EnvFromSource("", new ConfigMapEnvSource("none", null), null)));
        assertThatThrownBy(() -> of(pod(false), missing))
                .isInstanceOf(ContainerConfigException.class)
                .hasMessage("configmap \"none\" not found");
    }

    @Test
    void singleKeys() throws Exception {
        references.configMap("ns", "m", Map.of("k", "v"));
        references.secret("ns", "s", Map.of("k", "hidden"));
        Container container = container(
                from("M", EnvVarSource.EMPTY.withConfigMapKeyRef(new ConfigMapKeySelector("m", "k", null))),
                from("S", EnvVarSource.EMPTY.withSecretKeyRef(new SecretKeySelector("s", "k", null))),
                from("O", EnvVarSource.EMPTY.withSecretKeyRef(new SecretKeySelector("s", "none", true))),
                from("P", EnvVarSource.EMPTY.withConfigMapKeyRef(new ConfigMapKeySelector("none", "k", true))));
        assertThat(of(pod(false), container))
                .containsEntry("M", "v")
                .containsEntry("S", "hidden")
                .doesNotContainKeys("O", "P");
        assertFails(
                EnvVarSource.EMPTY.withConfigMapKeyRef(new ConfigMapKeySelector("m", "x", null)),
                "couldn't find key x in ConfigMap ns/m");
        assertFails(
                EnvVarSource.EMPTY.withSecretKeyRef(new SecretKeySelector("s", "x", false)),
                "couldn't find key x in Secret ns/s");
        assertFails(
                EnvVarSource.EMPTY.withSecretKeyRef(new SecretKeySelector("none", "x", null)),
                "secret \"none\" not found");
    }

    private void assertFails(EnvVarSource source, String message) {
        assertThatThrownBy(() -> of(pod(false), container(from("X", source)))).hasMessage(message);
    }

    @Test
    void fields() throws Exception {
        var found = of(
                pod(false),
                container(
                        field("NAME", "metadata.name"),
                        field("UID", "metadata.uid"),
                        field("LABELS", "metadata.labels"),
                        field("LABEL", "metadata.labels['app']"),
                        field("NOTE", "metadata.annotations['a/b']"),
                        field("NONE", "metadata.annotations['none']"),
                        field("NODE", "spec.nodeName"),
                        field("ACCOUNT", "spec.serviceAccountName"),
                        field("HOST", "status.hostIP"),
                        field("HOSTS", "status.hostIPs"),
                        field("IP", "status.podIP"),
                        field("IPS", "status.podIPs")));
        assertThat(found)
                .containsEntry("NAME", "p")
                .containsEntry("UID", "uid-1")
                .containsEntry("LABELS", "app=\"web\"\ntier=\"x\"")
                .containsEntry("LABEL", "web")
                .containsEntry("NOTE", "c")
                .containsEntry("NONE", "")
                .containsEntry("NODE", "node-1")
                .containsEntry("ACCOUNT", "robot")
                .containsEntry("HOST", "192.0.2.1")
                .containsEntry("HOSTS", "192.0.2.1,2001:db8::1")
                .containsEntry("IP", "10.0.0.7")
                .containsEntry("IPS", "10.0.0.7,fd00::7");
        assertFails(
                EnvVarSource.EMPTY.withFieldRef(new ObjectFieldSelector("v1", "spec.containers")),
                "field label not supported: spec.containers");
    }

    @Test
    void resources() throws Exception {
        var own = new ResourceRequirements(
                Map.of("memory", Quantity.of("100Mi")), Map.of("cpu", Quantity.of("250m")), List.of());
        Container container = container(
                        resource("A", "", "requests.cpu", "1m"),
                        resource("B", "", "requests.cpu", "1"),
                        resource("C", "c", "limits.memory", "1Mi"),
                        resource("D", "", "limits.cpu", "0"),
                        resource("E", "", "requests.memory", "1"))
                .withResources(own);
        Pod pod = pod(false);
        pod = pod.withSpec(pod.spec().withContainers(List.of(container)));
        assertThat(of(pod, container))
                .containsEntry("A", "250")
                .containsEntry("B", "1")
                .containsEntry("C", "100")
                .containsEntry("D", "4")
                .containsEntry("E", "0");
        assertFails(
                EnvVarSource.EMPTY.withResourceFieldRef(new ResourceFieldSelector("none", "limits.cpu", Quantity.ZERO)),
                "container none not found");
        assertFails(
                EnvVarSource.EMPTY.withResourceFieldRef(new ResourceFieldSelector("", "limits.gpu", Quantity.ZERO)),
                "unsupported container resource : limits.gpu");
    }

    private static EnvVar resource(String name, String container, String resource, String divisor) {
        return from(
                name,
                EnvVarSource.EMPTY.withResourceFieldRef(
                        new ResourceFieldSelector(container, resource, Quantity.of(divisor))));
    }

    @Test
    void servicesMustHaveBeenRead() {
        var early = new ServiceEnvironment(Lister.of(List.of()), () -> false);
        assertThatThrownBy(() -> new PodEnvironments(pod(true), FACTS, early, references, name -> Optional.empty())
                        .of(container(), List.of()))
                .hasMessage("services have not yet been read at least once, cannot construct envvars");
    }
}
