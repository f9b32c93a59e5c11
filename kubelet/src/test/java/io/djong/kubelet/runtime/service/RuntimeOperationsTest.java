package io.djong.kubelet.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.PrometheusText;
import io.djong.kubelet.cri.ImageServiceMethods;
import io.djong.kubelet.cri.RuntimeServiceMethods;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RuntimeOperationsTest {
    @Test
    void operationsHaveUpstreamsNames() {
        assertThat(List.of(
                                RuntimeServiceMethods.VERSION,
                                RuntimeServiceMethods.RUN_POD_SANDBOX,
                                RuntimeServiceMethods.POD_SANDBOX_STATUS,
                                RuntimeServiceMethods.LIST_POD_SANDBOX,
                                RuntimeServiceMethods.CREATE_CONTAINER,
                                RuntimeServiceMethods.UPDATE_CONTAINER_RESOURCES,
                                RuntimeServiceMethods.REOPEN_CONTAINER_LOG,
                                RuntimeServiceMethods.EXEC_SYNC,
                                RuntimeServiceMethods.PORT_FORWARD,
                                ImageServiceMethods.PULL_IMAGE,
                                ImageServiceMethods.IMAGE_FS_INFO)
                        .stream()
                        .map(RuntimeOperations::name))
                .containsExactly(
                        "version",
                        "run_podsandbox",
                        "podsandbox_status",
                        "list_podsandbox",
                        "create_container",
                        "update_container",
                        "reopen_container_log",
                        "exec_sync",
                        "port_forward",
                        "pull_image",
                        "image_fs_info");
    }

    @Test
    void countsCallsAndFailuresOfTheRuntimeOnly() {
        var registry = new MetricRegistry();
        var now = new AtomicLong();
        var operations = new RuntimeOperations(now::get, registry);
        for (boolean failed : new boolean[] {false, true}) {
            long begun = operations.begun(RuntimeServiceMethods.EXEC_SYNC);
            now.addAndGet(1_000_000_000);
            operations.ended(RuntimeServiceMethods.EXEC_SYNC, begun, failed);
        }
        operations.ended("containerd.services.events.v1.Events/Forward", 0, true);
        assertThat(PrometheusText.write(registry))
                .contains("kubelet_runtime_operations_total{operation_type=\"exec_sync\"} 2\n")
                .contains("kubelet_runtime_operations_errors_total{operation_type=\"exec_sync\"} 1\n")
                .contains("kubelet_runtime_operations_duration_seconds_sum{operation_type=\"exec_sync\"} 2\n")
                .doesNotContain("forward");
    }
}
