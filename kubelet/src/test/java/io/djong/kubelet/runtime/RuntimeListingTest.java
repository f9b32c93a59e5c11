package io.djong.kubelet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.kubelet.cri.Container;
import io.djong.kubelet.cri.ContainerState;
import io.djong.kubelet.cri.PodSandbox;
import io.djong.kubelet.cri.PodSandboxState;
import io.djong.kubelet.runtime.RuntimeEvent.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuntimeListingTest {
    private static final Map<String, String> OF_POD = Map.of(RuntimeLabels.POD_UID, "uid");

    @Test
    void anEventShowsWhenTheListsHaveWhatItToldOf() {
        assertThat(listing(ContainerState.CONTAINER_CREATED).shows(event(Kind.STARTED, "c")))
                .isFalse();
        assertThat(listing(ContainerState.CONTAINER_RUNNING).shows(event(Kind.STARTED, "c")))
                .isTrue();
        assertThat(listing(ContainerState.CONTAINER_EXITED).shows(event(Kind.STARTED, "c")))
                .isTrue();
        assertThat(listing(ContainerState.CONTAINER_RUNNING).shows(event(Kind.ENDED, "c")))
                .isFalse();
        assertThat(listing(ContainerState.CONTAINER_EXITED).shows(event(Kind.ENDED, "c")))
                .isTrue();
        assertThat(listing(ContainerState.CONTAINER_EXITED).shows(event(Kind.REMOVED, "c")))
                .isFalse();
    }

    @Test
    void whatIsNotListedIsNotYetThereOrNoMore() {
        var listing = listing(ContainerState.CONTAINER_RUNNING);

        assertThat(listing.shows(event(Kind.STARTED, "other"))).isFalse();
        assertThat(listing.shows(event(Kind.ENDED, "other"))).isTrue();
        assertThat(listing.shows(event(Kind.REMOVED, "other"))).isTrue();
    }

    @Test
    void aStatusThatWasReadInThisStateIsShownTheSame() {
        var sandbox = new SandboxStatus("s", 0, true, Instant.EPOCH, false, List.of());
        var status = new PodRuntimeStatus("uid", "ns", "name", List.of(), List.of(sandbox), List.of(), Instant.EPOCH);

        var listing = RuntimeListing.of(List.of(sandbox()), List.of());

        assertThat(RuntimeListing.of(status)).isEqualTo(listing.pod("uid")).isNotEmpty();
        assertThat(RuntimeListing.of(PodRuntimeStatus.none("other", Instant.EPOCH)))
                .isEqualTo(listing.pod("other"));
    }

    private static RuntimeEvent event(Kind kind, String id) {
        return new RuntimeEvent(kind, id);
    }

    private static PodSandbox sandbox() {
        return PodSandbox.EMPTY.withId("s").withLabels(OF_POD).withState(PodSandboxState.SANDBOX_READY);
    }

    private static RuntimeListing listing(ContainerState state) {
        var container = Container.EMPTY.withId("c").withLabels(OF_POD).withState(state);
        return RuntimeListing.of(List.of(sandbox()), List.of(container));
    }
}
