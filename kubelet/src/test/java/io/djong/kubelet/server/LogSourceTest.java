package io.djong.kubelet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.types.core.v1.ContainerState;
import io.djong.api.types.core.v1.ContainerStateRunning;
import io.djong.api.types.core.v1.ContainerStateTerminated;
import io.djong.api.types.core.v1.ContainerStateWaiting;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.PodStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which container's log is read, and upstream's words when there is none.
class LogSourceTest {
    private static final ContainerState RUNNING = ContainerState.EMPTY.withRunning(ContainerStateRunning.EMPTY);

    private static ContainerState terminated(String id) {
        return ContainerState.EMPTY.withTerminated(ContainerStateTerminated.EMPTY.withContainerID(id));
    }

    private static ContainerState waiting(String reason) {
        return ContainerState.EMPTY.withWaiting(new ContainerStateWaiting(reason, ""));
    }

    private static PodStatus pod(ContainerState state, ContainerState last) {
        var status = ContainerStatus.EMPTY
                .withName("c")
                .withContainerID("containerd://now")
                .withState(state)
                .withLastState(last);
        return PodStatus.EMPTY.withContainerStatuses(List.of(status));
    }

    private static String of(ContainerState state, ContainerState last, boolean previous) throws Refusal {
        return LogSource.container("p", pod(state, last), "c", previous);
    }

    @Test
    void theRunningOneIsRead() throws Exception {
        assertThat(of(RUNNING, terminated("containerd://before"), false)).isEqualTo("containerd://now");
    }

    @Test
    void thePreviousOneIsReadWhenAsked() throws Exception {
        assertThat(of(RUNNING, terminated("containerd://before"), true)).isEqualTo("containerd://before");
        assertThatThrownBy(() -> of(RUNNING, ContainerState.EMPTY, true))
                .hasMessage("previous terminated container \"c\" in pod \"p\" not found");
    }

    @Test
    void theOneThatEndedIsRead() throws Exception {
        assertThat(of(terminated("containerd://now"), ContainerState.EMPTY, false))
                .isEqualTo("containerd://now");
        assertThat(of(terminated(""), terminated("containerd://before"), false)).isEqualTo("containerd://before");
        assertThatThrownBy(() -> of(terminated(""), ContainerState.EMPTY, false))
                .hasMessage("container \"c\" in pod \"p\" is terminated");
    }

    @Test
    void whoWaitsToBeRestartedShowsWhatItWroteBefore() throws Exception {
        assertThat(of(waiting("CrashLoopBackOff"), terminated("containerd://before"), false))
                .isEqualTo("containerd://before");
    }

    @Test
    void whoNeverStartedSaysWhy() {
        assertThatThrownBy(() -> of(waiting("ContainerCreating"), ContainerState.EMPTY, false))
                .hasMessage("container \"c\" in pod \"p\" is waiting to start: ContainerCreating");
        assertThatThrownBy(() -> of(waiting("ImagePullBackOff"), ContainerState.EMPTY, false))
                .hasMessage("container \"c\" in pod \"p\" is waiting to start: trying and failing to pull image");
        assertThatThrownBy(() -> of(ContainerState.EMPTY, ContainerState.EMPTY, false))
                .hasMessage("container \"c\" in pod \"p\" is waiting to start - no logs yet");
        assertThatThrownBy(() -> LogSource.container("p", PodStatus.EMPTY, "c", false))
                .hasMessage("container \"c\" in pod \"p\" is not available");
    }
}
