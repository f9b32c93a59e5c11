package io.djong.api.defaults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeType;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.core.v1.LimitRange;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Secret;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.rbac.v1.RoleBinding;
import org.junit.jupiter.api.Test;

class DefaultsTest {
    private static <T extends ApiObject> T defaulted(KubeType<T> type, String json) {
        try {
            var object = Defaults.apply(Json.read(type, json.replace('\'', '"').getBytes(UTF_8)));
            assertThat(Defaults.apply(object)).isEqualTo(object);
            return object;
        } catch (JsonException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static String text(ApiObject object) {
        return new String(Json.write(object), UTF_8);
    }

    @Test
    void pods() {
        var pod = defaulted(
                Pod.TYPE,
                "{'spec':{'serviceAccount':'s','hostNetwork':true,'containers':[{'name':'c','image':'a',"
                        + "'ports':[{'containerPort':80}],"
                        + "'resources':{'limits':{'cpu':'1u','memory':'1Gi'},'requests':{'memory':'1Mi'}},"
                        + "'livenessProbe':{'httpGet':{'port':1},'grpc':{'port':1}},"
                        + "'env':[{'name':'e','valueFrom':{'fieldRef':{'fieldPath':'metadata.name'}}}]}],"
                        + "'volumes':[{'name':'v'},"
                        + "{'name':'w','projected':{'sources':[{'serviceAccountToken':{'path':'t'}}]}}]},"
                        + "'status':{'podIP':'1.2.3.4'}}");
        var spec = pod.spec();
        var container = spec.containers().getFirst();
        assertThat(spec.serviceAccountName()).isEqualTo("s");
        assertThat(spec.dnsPolicy()).isEqualTo("ClusterFirst");
        assertThat(spec.enableServiceLinks()).isTrue();
        assertThat(spec.terminationGracePeriodSeconds()).isEqualTo(30);
        assertThat(container.imagePullPolicy()).isEqualTo("Always");
        assertThat(container.ports().getFirst().hostPort()).isEqualTo(80);
        assertThat(container.ports().getFirst().protocol()).isEqualTo("TCP");
        assertThat(container.resources().requests()).hasToString("{cpu=1m, memory=1Mi}");
        assertThat(text(pod))
                .contains(
                        "\"fieldRef\":{\"apiVersion\":\"v1\"",
                        "{\"name\":\"v\",\"emptyDir\":{}}",
                        "\"expirationSeconds\":3600",
                        "\"defaultMode\":420",
                        "\"podIPs\":[{\"ip\":\"1.2.3.4\"}]",
                        "\"livenessProbe\":{\"httpGet\":{\"path\":\"/\",\"port\":1,\"scheme\":\"HTTP\"},"
                                + "\"grpc\":{\"port\":1,\"service\":\"\"},\"timeoutSeconds\":1,\"periodSeconds\":10,"
                                + "\"successThreshold\":1,\"failureThreshold\":3}");
    }

    @Test
    void podLevelResources() {
        var pod = defaulted(
                Pod.TYPE,
                "{'spec':{'resources':{'limits':{'cpu':'4','memory':'4Gi'}},"
                        + "'initContainers':[{'name':'i','resources':{'requests':{'cpu':'3'}}}],"
                        + "'containers':[{'name':'c','resources':{'requests':{'cpu':'1'},"
                        + "'limits':{'hugepages-2Mi':'4Mi'}}}]}}");
        assertThat(String.valueOf(pod.spec().resources()))
                .contains(
                        "limits={cpu=4, hugepages-2Mi=4Mi, memory=4Gi}",
                        "requests={cpu=3, hugepages-2Mi=4Mi, memory=4Gi}");
    }

    @Test
    void deployments() {
        var json = "{'spec':{'template':{'spec':{'containers':[{'name':'c','image':'a:1'}]}}}}";
        assertThat(text(defaulted(Deployment.TYPE, json)))
                .contains(
                        "\"replicas\":1",
                        "\"maxUnavailable\":\"25%\",\"maxSurge\":\"25%\"",
                        "\"revisionHistoryLimit\":10",
                        "\"progressDeadlineSeconds\":600",
                        "\"imagePullPolicy\":\"IfNotPresent\"")
                .doesNotContain("enableServiceLinks");
    }

    @Test
    void services() {
        var json = "{'spec':{'type':'LoadBalancer','sessionAffinity':'ClientIP','ports':[{'port':80}]}}";
        assertThat(text(defaulted(Service.TYPE, json)))
                .contains(
                        "\"targetPort\":80",
                        "\"timeoutSeconds\":10800",
                        "\"externalTrafficPolicy\":\"Cluster\"",
                        "\"internalTrafficPolicy\":\"Cluster\"",
                        "\"allocateLoadBalancerNodePorts\":true");
    }

    @Test
    void theRest() {
        assertThat(text(defaulted(Secret.TYPE, "{'stringData':{'a':'b'},'data':{'c':'ZA=='}}")))
                .contains("\"data\":{\"a\":\"Yg==\",\"c\":\"ZA==\"}", "\"type\":\"Opaque\"")
                .doesNotContain("stringData");
        var node = "{'spec':{'podCIDR':'10.0.0.0/24'},'status':{'capacity':{'cpu':'2'}}}";
        assertThat(text(defaulted(Node.TYPE, node)))
                .contains("\"podCIDRs\":[\"10.0.0.0/24\"]", "\"allocatable\":{\"cpu\":\"2\"}");
        var range = "{'spec':{'limits':[{'type':'Container','max':{'cpu':'2'},'min':{'memory':'1Gi'}}]}}";
        assertThat(text(defaulted(LimitRange.TYPE, range)))
                .contains("\"default\":{\"cpu\":\"2\"}", "\"defaultRequest\":{\"cpu\":\"2\",\"memory\":\"1Gi\"}");
        var binding = "{'roleRef':{'name':'r'},"
                + "'subjects':[{'kind':'User','name':'u'},{'kind':'ServiceAccount','name':'s'}]}";
        assertThat(text(defaulted(RoleBinding.TYPE, binding)))
                .contains(
                        "\"roleRef\":{\"apiGroup\":\"rbac.authorization.k8s.io\"",
                        "{\"kind\":\"User\",\"apiGroup\":\"rbac.authorization.k8s.io\",\"name\":\"u\"}",
                        "{\"kind\":\"ServiceAccount\",\"name\":\"s\"}");
    }
}
