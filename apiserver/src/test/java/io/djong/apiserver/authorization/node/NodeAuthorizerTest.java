package io.djong.apiserver.authorization.node;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.selector.FieldSelector;
import io.djong.api.types.core.v1.Binding;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.Status;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authorization.Attributes;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.ListQuery;
import org.junit.jupiter.api.Test;

/// What the kubelet of `n1` may do in a cluster whose only pod on `n1` is `default/web`.
class NodeAuthorizerTest {

    /// Every line: verb, group, resource with its subresource, namespace, name, fields; what is answered.
    private static final String TABLE = """
            get "" secrets default pull "" | allow
            get "" secrets default env "" | allow
            get "" secrets default volume "" | allow
            list "" secrets default volume metadata.name=volume | allow
            watch "" secrets default volume metadata.name=volume | allow
            get "" configmaps default from "" | allow
            get "" configmaps default part "" | allow
            get "" configmaps default kube-root-ca.crt "" | allow
            get "" serviceaccounts default default "" | allow
            create "" serviceaccounts/token default default "" | allow
            get "" secrets default other "" | no relationship found between node 'n1' and this object
            get "" secrets kube-system pull "" | no relationship found between node 'n1' and this object
            list "" secrets default "" "" | No Object name found
            list "" secrets "" "" "" | can only read namespaced object of this type
            update "" secrets default pull "" | can only read resources of this type
            get "" persistentvolumeclaims default c "" | no relationship found between node 'n1' and this object
            list "" persistentvolumeclaims default "" "" | can only get individual resources of this type
            get "" persistentvolumes/status "" v "" | cannot get subresource
            get "" persistentvolumeclaims/status default c "" | can only get/update/patch this type
            create "" serviceaccounts default "" "" | can only create tokens for individual service accounts
            create "" serviceaccounts/other default default "" | can only create token subresource of serviceaccount
            get "" nodes "" n1 "" | allow
            watch "" nodes "" n1 metadata.name=n1 | allow
            create "" nodes "" "" "" | allow
            patch "" nodes/status "" n1 "" | allow
            delete "" nodes "" n1 "" |
            list "" nodes "" "" "" | node 'n1' cannot read all nodes, only its own Node object
            get "" nodes "" n2 "" | node 'n1' cannot read 'n2', only its own Node object
            get "" pods default web "" | allow
            get "" pods default elsewhere "" | no relationship found between node 'n1' and this object
            list "" pods "" "" spec.nodeName=n1 | allow
            watch "" pods "" "" spec.nodeName=n1 | allow
            watch "" pods default web metadata.name=web | allow
            list "" pods "" "" spec.nodeName=n2 | can only list/watch pods with spec.nodeName field selector
            list "" pods "" "" "" | can only list/watch pods with spec.nodeName field selector
            update "" pods default web "" |
            update "" pods/status default web "" | allow
            create "" pods/eviction default web "" | allow
            create "" pods/exec default web "" |
            get coordination.k8s.io leases kube-node-lease n1 "" | allow
            create coordination.k8s.io leases kube-node-lease "" "" | allow
            get coordination.k8s.io leases kube-node-lease n2 "" | can only access node lease with the same name as the requesting node
            get coordination.k8s.io leases default n1 "" | can only access leases in the "kube-node-lease" system namespace
            list coordination.k8s.io leases kube-node-lease "" "" | can only get, create, update, patch, or delete a node lease
            get storage.k8s.io csinodes "" n1 "" | allow
            get storage.k8s.io csinodes "" n2 "" | can only access CSINode with the same name as the requesting node
            list storage.k8s.io csinodes "" "" "" | can only get, create, update, patch, or delete a CSINode
            get storage.k8s.io volumeattachments "" va "" | no relationship found between node 'n1' and this object
            get storage.k8s.io csidrivers "" d "" | allow
            create resource.k8s.io resourceslices "" "" "" | allow
            list resource.k8s.io resourceslices "" "" spec.nodeName=n1 | allow
            list resource.k8s.io resourceslices "" "" "" | can only list/watch/deletecollection resourceslices with nodeName field selector
            get certificates.k8s.io podcertificaterequests default r "" |
            create certificates.k8s.io certificatesigningrequests "" "" "" | allow
            list "" services "" "" "" | allow
            create "" services default "" "" |
            """;

    @Test
    void allowsWhatANodesPodsNeed() throws Exception {
        VirtualServer.run(server -> {
            fill(server);
            var authorizer = server.server().core().authorizer();
            var node = User.of("system:node:n1", User.NODES_GROUP, User.AUTHENTICATED_GROUP);
            for (var line : TABLE.lines().toList()) {
                var columns = line.split(" \\|", 2);
                var decision = authorizer.authorize(attributes(node, columns[0].split(" ")));
                var said = decision instanceof Decision.Allow ? "allow" : decision.reason();
                assertThat(said).as(line).isEqualTo(columns[1].strip());
            }
        });
    }

    @Test
    void nodesWithoutANameAreNobody() throws Exception {
        VirtualServer.run(server -> {
            var authorizer = server.server().core().authorizer();
            var nameless = User.of("system:node:", User.NODES_GROUP);
            assertThat(authorizer.authorize(attributes(nameless, "get", "", "services", "default", "s", "")))
                    .isEqualTo(new Decision.NoOpinion("unknown node for user \"system:node:\""));
            var outside = User.of("system:node:n1");
            assertThat(authorizer.authorize(attributes(outside, "get", "", "services", "default", "s", "")))
                    .isEqualTo(new Decision.NoOpinion(""));
            var rules = authorizer.rules(User.of("system:node:n1", User.NODES_GROUP), "default");
            assertThat(rules.incomplete()).isTrue();
            assertThat(rules.evaluationError()).isEqualTo("node authorizer does not support user rule resolution");
        });
    }

    @Test
    void followsPodsAsTheyComeAndGo() throws Exception {
        VirtualServer.run(server -> {
            fill(server);
            var secret = new ObjectKey("default", "volume");
            var kubelet = server.node("n1").of(CoreV1.SECRETS);
            assertThatThrownBy(() -> kubelet.get(secret)).hasMessageContaining("secrets \"volume\" not found");
            var pods = server.admin().of(CoreV1.PODS);
            pods.delete(new ObjectKey("default", "web"), DeleteOptions.EMPTY.withGracePeriodSeconds(0L));
            assertThat(server.node("n1")
                            .of(CoreV1.PODS)
                            .list(ListQuery.ALL.withFieldSelector("spec.nodeName=n1"))
                            .items())
                    .isEmpty();
            assertThatThrownBy(() -> kubelet.get(secret))
                    .hasMessageContaining("secrets \"volume\" is forbidden: User \"system:node:n1\" cannot get"
                            + " resource \"secrets\" in API group \"\" in the namespace \"default\": no relationship"
                            + " found between node 'n1' and this object");
        });
    }

    private static void fill(VirtualServer server) throws Exception {
        var admin = server.admin();
        admin.of(CoreV1.SERVICE_ACCOUNTS)
                .create(object(ServiceAccount.TYPE, "{\"metadata\":{\"name\":\"default\",\"namespace\":\"default\"}}"));
        for (var name : new String[] {"web", "elsewhere"}) {
            admin.of(CoreV1.PODS).create(object(Pod.TYPE, """
            {"metadata":{"name":"%s","namespace":"default"},"spec":{"imagePullSecrets":[{"name":"pull"}],
             "containers":[{"name":"c","image":"i",
               "env":[{"name":"E","valueFrom":{"secretKeyRef":{"name":"env","key":"k"}}}],
               "envFrom":[{"configMapRef":{"name":"from"}}]}],
             "volumes":[{"name":"s","secret":{"secretName":"volume"}},
               {"name":"p","projected":{"sources":[{"configMap":{"name":"part"}}]}}]}}""".formatted(name)));
            var target = name.equals("web") ? "n1" : "n2";
            var binding = object(
                    Binding.TYPE,
                    "{\"metadata\":{\"name\":\"" + name + "\"},\"target\":{\"kind\":\"Node\",\"name\":\"" + target
                            + "\"}}");
            admin.of(CoreV1.PODS).createSubresource(new ObjectKey("default", name), "binding", binding, Status.TYPE);
        }
    }

    private static Attributes attributes(User user, String... words) throws Exception {
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].equals("\"\"") ? "" : words[i];
        }
        var slash = words[2].indexOf('/');
        return Attributes.resource(
                        user,
                        words[0],
                        words[1],
                        "v1",
                        slash < 0 ? words[2] : words[2].substring(0, slash),
                        slash < 0 ? "" : words[2].substring(slash + 1),
                        words[3],
                        words[4])
                .withFields(FieldSelector.parse(words[5]));
    }
}
