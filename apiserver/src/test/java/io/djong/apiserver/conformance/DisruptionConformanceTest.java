package io.djong.apiserver.conformance;

import static io.djong.apiserver.server.VirtualServer.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.IntOrString;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.Status;
import io.djong.api.types.policy.v1.Eviction;
import io.djong.api.types.policy.v1.PodDisruptionBudget;
import io.djong.api.types.policy.v1.PolicyV1;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.WriteOptions;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Area B4 of upstream's conformance suite, as far as an API server alone shows it: the test writes the status that
/// the disruption controller would.
final class DisruptionConformanceTest {
    private static final ObjectKey KEY = new ObjectKey("default", "foo");

    private static PodDisruptionBudget budget(String namespace, String name, String minimum) throws Exception {
        return object(PodDisruptionBudget.TYPE, """
                {"metadata":{"name":"%s","namespace":"%s","labels":{"foo_pdb":"bar_pdb"}},
                  "spec":{"minAvailable":%s,"selector":{"matchLabels":{"foo":"bar"}}}}""".formatted(name, namespace, minimum));
    }

    private static ResourceClient<PodDisruptionBudget> budgets(VirtualServer server) {
        return server.admin().of(PolicyV1.POD_DISRUPTION_BUDGETS);
    }

    @Test
    @DisplayName(
            "[sig-apps] DisruptionController Listing PodDisruptionBudgets for all namespaces should list and delete a"
                    + " collection of PodDisruptionBudgets")
    void collection() throws Exception {
        VirtualServer.run(server -> {
            var budgets = budgets(server);
            budgets.create(budget("default", "foo", "2"));
            budgets.create(budget("default", "foo2", "\"1%\""));
            budgets.create(budget("kube-public", "foo3", "2"));
            var marked = ListQuery.ALL.withLabelSelector("foo_pdb=bar_pdb");
            assertThat(budgets.list(marked).items())
                    .extracting(one -> one.metadata().name())
                    .containsExactly("foo", "foo2", "foo3");
            assertThat(budgets.list(marked.withNamespace("default")).items()).hasSize(2);
            budgets.deleteCollection(ListQuery.in("default"), DeleteOptions.EMPTY);
            assertThat(budgets.list(marked).items())
                    .extracting(one -> one.metadata().name())
                    .containsExactly("foo3");
        });
    }

    @Test
    @DisplayName("[sig-apps] DisruptionController should create a PodDisruptionBudget")
    void created() throws Exception {
        VirtualServer.run(server -> {
            var budgets = budgets(server);
            var made = budgets.create(budget("default", "foo", "\"1%\""));
            var updated = budgets.update(made.withSpec(made.spec().withMinAvailable(IntOrString.of("2%"))));
            assertThat(updated.spec().minAvailable()).isEqualTo(IntOrString.of("2%"));
            var patched =
                    budgets.patch(KEY, PatchType.STRATEGIC, "{\"spec\":{\"minAvailable\":\"3%\"}}".getBytes(UTF_8));
            assertThat(patched.spec().minAvailable()).isEqualTo(IntOrString.of("3%"));
            assertThat(Long.parseLong(patched.metadata().resourceVersion()))
                    .isGreaterThan(Long.parseLong(updated.metadata().resourceVersion()));
            budgets.delete(KEY);
            assertThatThrownBy(() -> budgets.get(KEY)).hasMessageContaining("not found");
        });
    }

    @Test
    @DisplayName("[sig-apps] DisruptionController should update/patch PodDisruptionBudget status")
    void status() throws Exception {
        VirtualServer.run(server -> {
            var budgets = budgets(server);
            var made = budgets.create(budget("default", "foo", "1"));
            budgets.updateStatus(made.withStatus(
                    made.status().withDisruptedPods(Map.of("p", Instant.parse("2026-11-21T10:00:00Z")))));
            assertThat(budgets.get(KEY).status().disruptedPods()).containsOnlyKeys("p");
            var patched = budgets.patch(
                    KEY,
                    "status",
                    PatchType.MERGE,
                    "{\"status\":{\"disruptedPods\":null}}".getBytes(UTF_8),
                    WriteOptions.NONE);
            assertThat(patched.status().disruptedPods()).isEmpty();
        });
    }

    @Test
    @DisplayName("[sig-apps] DisruptionController should block an eviction until the PDB is updated to allow it")
    void eviction() throws Exception {
        VirtualServer.run(server -> {
            pods(server);
            var budgets = budgets(server);
            budgets.create(budget("default", "foo", "3"));
            observed(budgets, 0);
            blocked(server, "p0");
            var strict = budgets.get(KEY);
            budgets.update(strict.withSpec(strict.spec().withMinAvailable(IntOrString.of(2))));
            blocked(server, "p0"); // until the controller has seen it
            observed(budgets, 1);
            assertThat(evict(server, "p0").status()).isEqualTo("Success");
            budgets.patch(
                    KEY, PatchType.MERGE, "{\"spec\":{\"minAvailable\":null,\"maxUnavailable\":0}}".getBytes(UTF_8));
            observed(budgets, 0);
            blocked(server, "p1");
            budgets.delete(KEY);
            assertThat(evict(server, "p1").status()).isEqualTo("Success");
        });
    }

    private static void observed(ResourceClient<PodDisruptionBudget> budgets, int allowed) throws Exception {
        var budget = budgets.get(KEY);
        budgets.updateStatus(budget.withStatus(budget.status()
                .withObservedGeneration(budget.metadata().generation())
                .withDisruptedPods(Map.of())
                .withCurrentHealthy(3)
                .withDesiredHealthy(3 - allowed)
                .withExpectedPods(3)
                .withDisruptionsAllowed(allowed)));
    }

    private static void pods(VirtualServer server) throws Exception {
        server.admin()
                .of(CoreV1.SERVICE_ACCOUNTS)
                .create(object(ServiceAccount.TYPE, "{\"metadata\":{\"name\":\"default\",\"namespace\":\"default\"}}"));
        var pods = server.admin().of(CoreV1.PODS);
        for (var name : new String[] {"p0", "p1", "p2"}) {
            var pod = pods.create(object(Pod.TYPE, """
                    {"metadata":{"name":"%s","namespace":"default","labels":{"foo":"bar"}},
                      "spec":{"nodeName":"n","containers":[{"name":"c","image":"i"}]}}""".formatted(name)));
            pods.updateStatus(pod.withStatus(object(Pod.TYPE, """
                    {"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}""").status()));
        }
    }

    private static Status evict(VirtualServer server, String pod) throws Exception {
        return server.admin()
                .of(CoreV1.PODS)
                .createSubresource(
                        new ObjectKey("default", pod),
                        "eviction",
                        object(Eviction.TYPE, "{\"metadata\":{\"name\":\"%s\"}}".formatted(pod)),
                        Status.TYPE);
    }

    private static void blocked(VirtualServer server, String pod) {
        assertThatThrownBy(() -> evict(server, pod)).isInstanceOfSatisfying(ApiException.Refused.class, refusal -> {
            assertThat(refusal.status().code()).isEqualTo(429);
            assertThat(Objects.requireNonNull(refusal.status().details()).causes())
                    .extracting(cause -> cause.reason())
                    .containsExactly("DisruptionBudget");
        });
    }
}
