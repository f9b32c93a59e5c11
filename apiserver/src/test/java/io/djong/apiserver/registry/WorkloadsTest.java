package io.djong.apiserver.registry;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.DaemonSet;
import io.djong.api.types.apps.v1.StatefulSet;
import io.djong.api.types.batch.v1.BatchV1;
import io.djong.api.types.batch.v1.Job;
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
}
