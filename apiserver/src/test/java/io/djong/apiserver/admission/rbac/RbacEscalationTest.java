package io.djong.apiserver.admission.rbac;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.PolicyRule;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.api.types.rbac.v1.Role;
import io.djong.api.types.rbac.v1.RoleBinding;
import io.djong.apiserver.server.VirtualServer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RbacEscalationTest {
    private static final String BINDING = """
            {"metadata":{"name":"%s","namespace":"default"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"%s","name":"%s"},
             "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"%s"}]}""";

    private static final String ROLE = """
            {"metadata":{"name":"%s","namespace":"default"},
             "rules":[{"apiGroups":[""],"resources":["%s"],"verbs":["get","list"]}]}""";

    @Test
    void nobodyGivesAwayMoreThanTheyHave() throws Exception {
        VirtualServer.run(server -> {
            var ann = withAdmin(server);
            ann.of(RbacV1.ROLES).create(object(Role.TYPE, ROLE.formatted("fine", "pods")));
            assertThatThrownBy(() -> ann.of(RbacV1.ROLES).create(object(Role.TYPE, ROLE.formatted("more", "nodes"))))
                    .hasMessageContaining("roles.rbac.authorization.k8s.io \"more\" is forbidden: user \"ann\""
                            + " (groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not"
                            + " currently held:\n"
                            + "{APIGroups:[\"\"], Resources:[\"nodes\"], Verbs:[\"get\" \"list\"]}");
        });
    }

    @Test
    void aBindingCountsAsWhatIsInItsRole() throws Exception {
        VirtualServer.run(server -> {
            var ann = withAdmin(server);
            ann.of(RbacV1.ROLE_BINDINGS)
                    .create(object(RoleBinding.TYPE, BINDING.formatted("view", "ClusterRole", "view", "bob")));
            assertThatThrownBy(() -> ann.of(RbacV1.ROLE_BINDINGS)
                            .create(object(
                                    RoleBinding.TYPE, BINDING.formatted("all", "ClusterRole", "cluster-admin", "ann"))))
                    .hasMessageContaining("is attempting to grant RBAC permissions not currently held")
                    .hasMessageContaining("{APIGroups:[\"*\"], Resources:[\"*\"], Verbs:[\"*\"]}")
                    .hasMessageContaining("{NonResourceURLs:[\"*\"], Verbs:[\"*\"]}");
            assertThatThrownBy(() -> ann.of(RbacV1.ROLE_BINDINGS)
                            .create(object(RoleBinding.TYPE, BINDING.formatted("no", "ClusterRole", "none", "ann"))))
                    .hasMessageContaining("clusterroles.rbac.authorization.k8s.io \"none\" not found");
        });
    }

    @Test
    void whoMayEscalateOrBindMay() throws Exception {
        VirtualServer.run(server -> {
            var ann = withAdmin(server);
            server.admin().of(RbacV1.CLUSTER_ROLES).create(object(ClusterRole.TYPE, """
                    {"metadata":{"name":"trusted"},"rules":[{"apiGroups":["rbac.authorization.k8s.io"],
                      "resources":["roles","clusterroles"],"verbs":["escalate","bind"]}]}"""));
            server.admin()
                    .of(RbacV1.ROLE_BINDINGS)
                    .create(object(RoleBinding.TYPE, BINDING.formatted("trusted", "ClusterRole", "trusted", "ann")));
            ann.of(RbacV1.ROLES).create(object(Role.TYPE, ROLE.formatted("more", "nodes")));
            ann.of(RbacV1.ROLE_BINDINGS)
                    .create(object(RoleBinding.TYPE, BINDING.formatted("all", "ClusterRole", "cluster-admin", "ann")));
        });
    }

    @Test
    void coverRows() {
        var pods = rule("", "pods", "get");
        assertThat(RuleCover.missing(List.of(rule("*", "*", "*")), List.of(pods)))
                .isEmpty();
        assertThat(RuleCover.missing(List.of(rule("", "pods", "list")), List.of(pods)))
                .containsExactly(pods);
        assertThat(RuleCover.missing(List.of(rule("", "*/log", "get")), List.of(rule("", "pods/log", "get"))))
                .isEmpty();
        assertThat(RuleCover.missing(List.of(pods), List.of(pods.withResourceNames(List.of("a")))))
                .isEmpty();
        assertThat(RuleCover.missing(List.of(pods.withResourceNames(List.of("a"))), List.of(pods)))
                .containsExactly(pods);
        var url = PolicyRule.EMPTY.withNonResourceURLs(List.of("/logs/a")).withVerbs(List.of("get"));
        assertThat(RuleCover.missing(List.of(url.withNonResourceURLs(List.of("/logs/*"))), List.of(url)))
                .isEmpty();
    }

    private static PolicyRule rule(String group, String resource, String verb) {
        return PolicyRule.EMPTY
                .withApiGroups(List.of(group))
                .withResources(List.of(resource))
                .withVerbs(List.of(verb));
    }

    /// ann is the administrator of the namespace `default`.
    private static io.djong.client.KubeClient withAdmin(VirtualServer server) throws Exception {
        for (var name : List.of("admin", "edit", "view")) {
            var role = server.admin().of(RbacV1.CLUSTER_ROLES).get("", name);
            if (role.rules().isEmpty()) { // no controller aggregates here
                var part = server.admin().of(RbacV1.CLUSTER_ROLES).get("", "system:aggregate-to-" + name);
                var rules = new java.util.ArrayList<>(part.rules());
                if (!name.equals("view")) {
                    rules.addAll(server.admin()
                            .of(RbacV1.CLUSTER_ROLES)
                            .get("", "system:aggregate-to-view")
                            .rules());
                }
                server.admin().of(RbacV1.CLUSTER_ROLES).update(role.withRules(rules));
            }
        }
        server.admin()
                .of(RbacV1.ROLE_BINDINGS)
                .create(object(RoleBinding.TYPE, BINDING.formatted("ann", "ClusterRole", "admin", "ann")));
        server.environment().timers().sleep(java.time.Duration.ofMillis(1)); // authorisation reads caches
        return server.user("ann");
    }
}
