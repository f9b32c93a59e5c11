package io.djong.apiserver.admission.noderestriction;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.authentication.v1.TokenRequest;
import io.djong.api.types.coordination.v1.CoordinationV1;
import io.djong.api.types.coordination.v1.Lease;
import io.djong.api.types.core.v1.Binding;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.core.v1.Taint;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.Status;
import io.djong.api.types.policy.v1.Eviction;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.PatchType;
import io.djong.client.WriteOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the kubelet of `n1` may write, through the verbs.
class NodeRestrictionTest {
    private static final String MIRROR = """
            {"metadata":{"name":"static-n1","namespace":"default",
               "annotations":{"kubernetes.io/config.mirror":"h"},"ownerReferences":[%s]},
             "spec":{"nodeName":"%s","containers":[{"name":"c","image":"i"}]%s}}""";
    private static final String OWNER =
            "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"name\":\"n1\",\"uid\":\"%s\",\"controller\":%s}";

    @Test
    void aNodeWritesOnlyItsOwnNode() throws Exception {
        VirtualServer.run(server -> {
            var nodes = server.node("n1").of(CoreV1.NODES);
            assertThatThrownBy(() -> nodes.create(object(Node.TYPE, "{\"metadata\":{\"name\":\"n2\"}}")))
                    .hasMessageContaining(
                            "nodes \"n2\" is forbidden: node \"n1\" is not allowed to modify node \"n2\"");
            assertThatThrownBy(() -> nodes.create(object(Node.TYPE, """
                            {"metadata":{"name":"n1","labels":{"node-restriction.kubernetes.io/x":"1",
                             "node-role.kubernetes.io/control-plane":"","kubernetes.io/os":"linux"}}}""")))
                    .hasMessageContaining("nodes \"n1\" is forbidden: node \"n1\" is not allowed to set the following"
                            + " labels: node-restriction.kubernetes.io/x, node-role.kubernetes.io/control-plane");
            var node = nodes.create(object(
                    Node.TYPE,
                    "{\"metadata\":{\"name\":\"n1\",\"labels\":{\"kubernetes.io/os\":\"linux\",\"mine\":\"1\"}}}"));
            assertThatThrownBy(() -> nodes.update(node.withSpec(node.spec()
                            .withTaints(List.of(Taint.EMPTY.withKey("k").withEffect("NoSchedule"))))))
                    .hasMessageContaining("nodes \"n1\" is forbidden: node \"n1\" is not allowed to modify taints");
            var role = "{\"metadata\":{\"labels\":{\"node-role.kubernetes.io/x\":\"\"}}}";
            assertThatThrownBy(() -> nodes.patch(
                            new ObjectKey("", "n1"),
                            "status",
                            PatchType.MERGE,
                            role.getBytes(StandardCharsets.UTF_8),
                            WriteOptions.NONE))
                    .hasMessageContaining("is not allowed to modify labels: node-role.kubernetes.io/x");
            nodes.updateStatus(node.withStatus(node.status().withPhase("Running")));
        });
    }

    @Test
    void aLeaseHasItsNodesName() throws Exception {
        VirtualServer.run(server -> {
            var leases = server.node("n1").of(CoordinationV1.LEASES);
            var other = object(Lease.TYPE, "{\"metadata\":{\"name\":\"n2\",\"namespace\":\"kube-node-lease\"}}");
            assertThatThrownBy(() -> leases.create(other))
                    .hasMessageContaining("can only access node lease with the same name as the requesting node");
            leases.create(other.withMetadata(other.metadata().withName("n1")));
        });
    }

    @Test
    void podsOfANodeAreMirrorsThatNeedNothing() throws Exception {
        VirtualServer.run(server -> {
            fill(server);
            var pods = server.node("n1").of(CoreV1.PODS);
            var uid = server.admin()
                    .of(CoreV1.NODES)
                    .get(new ObjectKey("", "n1"))
                    .metadata()
                    .uid();
            var owned = OWNER.formatted(uid, "true");
            assertRefused(
                    server,
                    "{\"metadata\":{\"name\":\"p\",\"namespace\":\"default\"},"
                            + "\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}",
                    "pods \"p\" is forbidden: pod does not have \"kubernetes.io/config.mirror\" annotation, node \"n1\""
                            + " can only create mirror pods");
            assertRefused(
                    server,
                    MIRROR.formatted(owned, "n2", ""),
                    "node \"n1\" can only create pods with spec.nodeName set to itself");
            assertRefused(
                    server,
                    MIRROR.formatted("", "n1", ""),
                    "node \"n1\" can only create pods with an owner reference set to itself");
            assertRefused(
                    server,
                    MIRROR.formatted(OWNER.formatted(uid, "false"), "n1", ""),
                    "node \"n1\" can only create pods with a controller owner reference set to itself");
            assertRefused(
                    server,
                    MIRROR.formatted(OWNER.formatted("other", "true"), "n1", ""),
                    "node n1 UID mismatch: expected other got " + uid);
            assertRefused(
                    server,
                    MIRROR.formatted(owned, "n1", ",\"imagePullSecrets\":[{\"name\":\"s\"}]"),
                    "node \"n1\" can not create pods that reference secrets");
            assertRefused(
                    server,
                    MIRROR.formatted(
                            owned,
                            "n1",
                            ",\"volumes\":[{\"name\":\"v\",\"projected\":{\"sources\":[{\"serviceAccountToken\":"
                                    + "{\"path\":\"t\"}}]}}]"),
                    "node \"n1\" can not create pods that reference serviceaccounts (via projected volumes)");
            pods.create(object(
                    Pod.TYPE,
                    MIRROR.formatted(owned, "n1", ",\"volumes\":[{\"name\":\"v\",\"hostPath\":{\"path\":\"/\"}}]")));
            pods.delete(new ObjectKey("default", "static-n1"), DeleteOptions.EMPTY.withGracePeriodSeconds(0L));
        });
    }

    private static void assertRefused(VirtualServer server, String pod, String why) {
        assertThatThrownBy(() -> server.node("n1").of(CoreV1.PODS).create(object(Pod.TYPE, pod)))
                .hasMessageContaining(why);
    }

    @Test
    void aNodeTellsEvictsAndDeletesItsOwnPods() throws Exception {
        VirtualServer.run(server -> {
            fill(server);
            var own = server.node("n1").of(CoreV1.PODS);
            var other = server.node("n2").of(CoreV1.PODS);
            var key = new ObjectKey("default", "web");
            var pod = server.admin().of(CoreV1.PODS).get(key);
            var running = pod.withStatus(pod.status()
                    .withConditions(List.of(PodCondition.EMPTY.withType("Ready").withStatus("True"))));
            assertThatThrownBy(() -> other.updateStatus(running))
                    .hasMessageContaining("pods \"web\" is forbidden: node \"n2\" can only update pod status for pods"
                            + " with spec.nodeName set to itself");
            own.updateStatus(running);
            var eviction = object(Eviction.TYPE, "{\"metadata\":{\"name\":\"web\",\"namespace\":\"default\"}}");
            assertThatThrownBy(() -> other.createSubresource(key, "eviction", eviction, Status.TYPE))
                    .hasMessageContaining("node n2 can only evict pods with spec.nodeName set to itself");
            assertThatThrownBy(() -> other.delete(key, DeleteOptions.EMPTY))
                    .hasMessageContaining("node \"n2\" can only delete pods with spec.nodeName set to itself");
            own.createSubresource(key, "eviction", eviction, Status.TYPE);
        });
    }

    @Test
    void tokensAreForPodsOfTheNodeAndWhatTheirVolumesName() throws Exception {
        VirtualServer.run(server -> {
            fill(server);
            var accounts = server.node("n1").of(CoreV1.SERVICE_ACCOUNTS);
            var key = new ObjectKey("default", "default");
            var pod = server.admin().of(CoreV1.PODS).get(new ObjectKey("default", "web"));
            var bound = "\"boundObjectRef\":{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"name\":\"web\",\"uid\":\"%s\"}";
            var right = bound.formatted(pod.metadata().uid());
            assertTokenRefused(
                    server,
                    "",
                    "serviceaccounts \"default\" is forbidden: node requested token not bound to a" + " pod");
            assertTokenRefused(server, bound.formatted(""), "node requested token with a pod binding without a uid");
            assertTokenRefused(
                    server,
                    bound.formatted("u"),
                    "the UID in the bound object reference (u) does not match"
                            + " the UID in record. The object might have been deleted and then recreated");
            assertTokenRefused(
                    server, right + ",\"audiences\":[\"a\",\"b\"]", "node may only request 0 or 1 audiences");
            assertTokenRefused(
                    server,
                    right + ",\"audiences\":[\"vault\"]",
                    "audience \"vault\" not found in pod spec volume, system:node:n1 is not authorized to request tokens"
                            + " for this audience");
            var answered = accounts.createSubresource(
                    key, "token", object(TokenRequest.TYPE, "{\"spec\":{" + right + "}}"), TokenRequest.TYPE);
            assertThat(answered.status().token()).isNotEmpty();
        });
    }

    private static void assertTokenRefused(VirtualServer server, String spec, String why) {
        assertThatThrownBy(() -> server.node("n1")
                        .of(CoreV1.SERVICE_ACCOUNTS)
                        .createSubresource(
                                new ObjectKey("default", "default"),
                                "token",
                                object(TokenRequest.TYPE, "{\"spec\":{" + spec + "}}"),
                                TokenRequest.TYPE))
                .hasMessageContaining(why);
    }

    /// The nodes `n1` and `n2`, and the pod `default/web` on the first.
    private static void fill(VirtualServer server) throws Exception {
        var admin = server.admin();
        for (var name : List.of("n1", "n2")) {
            server.node(name).of(CoreV1.NODES).create(object(Node.TYPE, "{\"metadata\":{\"name\":\"" + name + "\"}}"));
        }
        admin.of(CoreV1.SERVICE_ACCOUNTS)
                .create(object(ServiceAccount.TYPE, "{\"metadata\":{\"name\":\"default\",\"namespace\":\"default\"}}"));
        admin.of(CoreV1.PODS).create(object(Pod.TYPE, """
                {"metadata":{"name":"web","namespace":"default"},"spec":{"containers":[{"name":"c","image":"i"}]}}"""));
        var binding = object(
                Binding.TYPE, "{\"metadata\":{\"name\":\"web\"},\"target\":{\"kind\":\"Node\",\"name\":\"n1\"}}");
        admin.of(CoreV1.PODS).createSubresource(new ObjectKey("default", "web"), "binding", binding, Status.TYPE);
    }
}
