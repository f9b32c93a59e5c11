package io.djong.apiserver.registry;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.DaemonSet;
import io.djong.api.types.apps.v1.StatefulSet;
import io.djong.api.types.autoscaling.v1.AutoscalingV1;
import io.djong.api.types.autoscaling.v2.AutoscalingV2;
import io.djong.api.types.batch.v1.BatchV1;
import io.djong.api.types.batch.v1.Job;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.PodTemplate;
import io.djong.apiserver.server.VirtualServer;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What the server does to workloads beyond their rules.
final class WorkloadsTest {
    private static final String META = "\"metadata\":{\"name\":\"x\",\"namespace\":\"default\"}";
    private static final String POD =
            "\"spec\":{\"restartPolicy\":\"%s\",\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}";
    private static final String SELECTED = "\"selector\":{\"matchLabels\":{\"a\":\"b\"}},\"template\":{\"metadata\":{"
            + "\"labels\":{\"a\":\"b\"}}," + POD.formatted("Always") + "}";

    @Test
    void aJobSelectsItsPodsByItsUid() throws Exception {
        VirtualServer.run(server -> {
            var job = server.admin()
                    .of(BatchV1.JOBS)
                    .create(object(
                            Job.TYPE, "{" + META + ",\"spec\":{\"template\":{" + POD.formatted("Never") + "}}}"));
            var uid = job.metadata().uid();
            assertThat(Objects.requireNonNull(job.spec().selector()).matchLabels())
                    .containsExactlyEntriesOf(Map.of("batch.kubernetes.io/controller-uid", uid));
            assertThat(job.spec().template().metadata().labels())
                    .containsEntry("controller-uid", uid)
                    .containsEntry("job-name", "x")
                    .isEqualTo(job.metadata().labels());
            assertThat(job.metadata().generation()).isEqualTo(1);
        });
    }

    @Test
    void aDaemonSetCountsChangesOfItsTemplate() throws Exception {
        VirtualServer.run(server -> {
            var sets = server.admin().of(AppsV1.DAEMON_SETS);
            var set = sets.create(object(DaemonSet.TYPE, "{" + META + ",\"spec\":{" + SELECTED + "}}"));
            assertThat(set.metadata().annotations()).containsEntry("deprecated.daemonset.template.generation", "1");
            var slower = sets.update(set.withSpec(set.spec().withMinReadySeconds(3)));
            assertThat(slower.metadata().generation()).isEqualTo(2);
            assertThat(slower.metadata().annotations()).containsEntry("deprecated.daemonset.template.generation", "1");
            var template = slower.spec().template();
            var pod = template.spec().withHostNetwork(true);
            var changed = sets.update(slower.withSpec(slower.spec().withTemplate(template.withSpec(pod))));
            assertThat(changed.metadata().annotations()).containsEntry("deprecated.daemonset.template.generation", "2");
        });
    }

    @Test
    void aStatefulSetKeepsItsServiceName() throws Exception {
        VirtualServer.run(server -> {
            var sets = server.admin().of(AppsV1.STATEFUL_SETS);
            var set = sets.create(object(StatefulSet.TYPE, "{" + META + ",\"spec\":{" + SELECTED + "}}"));
            assertThatThrownBy(() -> sets.update(set.withSpec(set.spec().withServiceName("s"))))
                    .hasMessageContaining("spec: Forbidden: updates to statefulset spec for fields other than");
        });
    }

    @Test
    void aPodTemplateThatGoesIsShown() throws Exception {
        VirtualServer.run(server -> {
            var templates = server.admin().of(CoreV1.POD_TEMPLATES);
            var template = templates.create(
                    object(PodTemplate.TYPE, "{" + META + ",\"template\":{" + POD.formatted("Always") + "}}"));
            assertThat(template.metadata().generation()).isEqualTo(1);
            var pod = template.template().spec().withHostNetwork(true);
            var changed =
                    templates.update(template.withTemplate(template.template().withSpec(pod)));
            assertThat(changed.metadata().generation()).isEqualTo(2);
        });
    }

    @Test
    void anAutoscalerIsServedInBothVersions() throws Exception {
        VirtualServer.run(server -> {
            server.admin()
                    .of(AutoscalingV1.HORIZONTAL_POD_AUTOSCALERS)
                    .create(object(
                            io.djong.api.types.autoscaling.v1.HorizontalPodAutoscaler.TYPE,
                            "{" + META + ",\"spec\":{\"maxReplicas\":3,\"targetCPUUtilizationPercentage\":60,"
                                    + "\"scaleTargetRef\":{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\","
                                    + "\"name\":\"d\"}}}"));
            var second =
                    server.admin().of(AutoscalingV2.HORIZONTAL_POD_AUTOSCALERS).get(new ObjectKey("default", "x"));
            assertThat(second.spec().metrics())
                    .singleElement()
                    .satisfies(metric -> assertThat(Objects.requireNonNull(metric.resource())
                                    .target()
                                    .averageUtilization())
                            .isEqualTo(60));
        });
    }
}
