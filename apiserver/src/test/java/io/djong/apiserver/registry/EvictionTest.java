package io.djong.apiserver.registry;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.Status;
import io.djong.api.types.policy.v1.Eviction;
import io.djong.api.types.policy.v1.PodDisruptionBudget;
import io.djong.api.types.policy.v1.PolicyV1;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.ApiException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Evictions, and the budgets that they draw from.
final class EvictionTest {
    private static final ObjectKey KEY = new ObjectKey("default", "p");

    private static Status evict(VirtualServer server) throws Exception {
        return server.admin()
                .of(CoreV1.PODS)
                .createSubresource(
                        KEY,
                        "eviction",
                        object(Eviction.TYPE, "{\"metadata\":{\"name\":\"p\",\"namespace\":\"default\"}}"),
                        Status.TYPE);
    }

    private static void pod(VirtualServer server, boolean ready) throws Exception {
        server.admin()
                .of(CoreV1.SERVICE_ACCOUNTS)
                .create(object(ServiceAccount.TYPE, "{\"metadata\":{\"name\":\"default\",\"namespace\":\"default\"}}"));
        var pods = server.admin().of(CoreV1.PODS);
        pods.create(object(
                Pod.TYPE,
                "{\"metadata\":{\"name\":\"p\",\"namespace\":\"default\",\"labels\":{\"a\":\"b\"}},\"spec\":{\"nodeName\":"
                        + "\"n\",\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}"));
        pods.updateStatus(object(
                Pod.TYPE,
                "{\"metadata\":{\"name\":\"p\",\"namespace\":\"default\",\"labels\":{\"a\":\"b\"}},\"status\":{\"phase\":"
                        + "\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"" + (ready ? "True" : "False")
                        + "\"}]}}"));
    }

    /// A budget of the pod, seen by its controller.
    private static void budget(VirtualServer server, String name, String status) throws Exception {
        var budgets = server.admin().of(PolicyV1.POD_DISRUPTION_BUDGETS);
        var budget = budgets.create(object(
                PodDisruptionBudget.TYPE,
                "{\"metadata\":{\"name\":\"" + name + "\",\"namespace\":\"default\"},\"spec\":{\"minAvailable\":1,"
                        + "\"selector\":{\"matchLabels\":{\"a\":\"b\"}}}}"));
        budgets.updateStatus(budget.withStatus(
                object(PodDisruptionBudget.TYPE, "{\"status\":" + status + "}").status()));
    }

    private static List<String> causes(Throwable refusal) {
        var details = ((ApiException.Refused) refusal).status().details();
        return details == null
                ? List.of()
                : details.causes().stream().map(cause -> cause.message()).toList();
    }

    @Test
    void anEvictionTakesOneFromTheBudget() throws Exception {
        VirtualServer.run(server -> {
            pod(server, true);
            budget(
                    server,
                    "b",
                    "{\"observedGeneration\":1,\"disruptionsAllowed\":1,\"currentHealthy\":2,\"desiredHealthy\":1}");
            assertThat(evict(server).status()).isEqualTo("Success");
            var left = server.admin()
                    .of(PolicyV1.POD_DISRUPTION_BUDGETS)
                    .get(new ObjectKey("default", "b"))
                    .status();
            assertThat(left.disruptionsAllowed()).isZero();
            assertThat(left.disruptedPods()).containsOnlyKeys("p");
            assertThat(left.conditions().getFirst().reason()).isEqualTo("InsufficientPods");
            var pod = server.admin().of(CoreV1.PODS).get(KEY);
            assertThat(pod.metadata().deletionTimestamp()).isNotNull();
            assertThat(pod.status().conditions())
                    .anyMatch(condition -> condition.type().equals("DisruptionTarget")
                            && condition.reason().equals("EvictionByEvictionAPI"));
        });
    }

    @Test
    void aBudgetThatIsSpentRefuses() throws Exception {
        VirtualServer.run(server -> {
            pod(server, true);
            budget(
                    server,
                    "b",
                    "{\"observedGeneration\":1,\"disruptionsAllowed\":0,\"currentHealthy\":1,\"desiredHealthy\":1}");
            assertThatThrownBy(() -> evict(server))
                    .hasMessage("Cannot evict pod as it would violate the pod's disruption budget.")
                    .satisfies(e -> assertThat(causes(e))
                            .containsExactly("The disruption budget b needs 1 healthy pods and has 1 currently"));
        });
    }

    @Test
    void aPodThatIsNotReadyMayGoWhereEnoughAreHealthy() throws Exception {
        VirtualServer.run(server -> {
            pod(server, false);
            budget(
                    server,
                    "b",
                    "{\"observedGeneration\":1,\"disruptionsAllowed\":0,\"currentHealthy\":1,\"desiredHealthy\":1}");
            assertThat(evict(server).status()).isEqualTo("Success");
        });
    }

    @Test
    void twoBudgetsAreOneTooMany() throws Exception {
        VirtualServer.run(server -> {
            pod(server, true);
            budget(server, "b", "{\"observedGeneration\":1,\"disruptionsAllowed\":1}");
            budget(server, "c", "{\"observedGeneration\":1,\"disruptionsAllowed\":1}");
            var answer = evict(server);
            assertThat(answer.code()).isEqualTo(500);
            assertThat(answer.message()).contains("more than one PodDisruptionBudget");
        });
    }
}
