package io.djong.apiserver.admission.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.LimitRange;
import io.djong.api.types.core.v1.LimitRangeItem;
import io.djong.api.types.core.v1.LimitRangeSpec;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ResourceRequirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Rows of bounds and requests, and what comes of them, in upstream's words.
final class LimitRangeRowsTest {
    private static final LimitRangeItem PER_CONTAINER = LimitRangeItem.EMPTY.withType("Container");
    private static final LimitRangeItem PER_POD = LimitRangeItem.EMPTY.withType("Pod");

    @Test
    void aContainerGetsWhatItDoesNotState() {
        var range = range(
                PER_CONTAINER.withDefaultRequest(amounts("cpu=100m memory=1Gi")).withDefault_(amounts("cpu=1")));
        var pod = LimitDefaults.apply(range, pod(container("a", "memory=2Gi", "")));
        var resources = pod.spec().containers().getFirst().resources();
        assertThat(resources.requests()).isEqualTo(amounts("cpu=100m memory=2Gi"));
        assertThat(resources.limits()).isEqualTo(amounts("cpu=1"));
        assertThat(pod.metadata().annotations())
                .containsEntry(
                        "kubernetes.io/limit-ranger",
                        "LimitRanger plugin set: cpu request for container a; cpu limit for container a");
    }

    @Test
    void aPodThatStatesEverythingStaysAsItIs() {
        var pod = pod(container("a", "cpu=1", "cpu=1"));
        assertThat(LimitDefaults.apply(range(PER_CONTAINER.withDefault_(amounts("cpu=2"))), pod))
                .isSameAs(pod);
    }

    @Test
    void aMinimumLooksAtTheRequestThenAtTheLimit() {
        var range = range(PER_CONTAINER.withMin(amounts("cpu=1")));
        assertThat(broken(range, "", ""))
                .containsExactly("minimum cpu usage per Container is 1.  No request is specified");
        assertThat(broken(range, "cpu=500m", ""))
                .containsExactly("minimum cpu usage per Container is 1, but request is 500m");
        assertThat(broken(range, "cpu=1", "cpu=900m"))
                .containsExactly("minimum cpu usage per Container is 1, but limit is 900m");
        assertThat(broken(range, "cpu=1", "cpu=2")).isEmpty();
    }

    @Test
    void aMaximumLooksAtTheLimitThenAtTheRequest() {
        var range = range(PER_CONTAINER.withMax(amounts("memory=1Gi")));
        assertThat(broken(range, "", ""))
                .containsExactly("maximum memory usage per Container is 1Gi.  No limit is specified");
        assertThat(broken(range, "", "memory=2Gi"))
                .containsExactly("maximum memory usage per Container is 1Gi, but limit is 2Gi");
        assertThat(broken(range, "memory=2Gi", "memory=1Gi"))
                .containsExactly("maximum memory usage per Container is 1Gi, but request is 2Gi");
    }

    @Test
    void aRatioNeedsBoth() {
        var range = range(PER_CONTAINER.withMaxLimitRequestRatio(amounts("cpu=2")));
        assertThat(broken(range, "", "cpu=1"))
                .containsExactly("cpu max limit to request ratio per Container is 2, but no request is specified or"
                        + " request is 0");
        assertThat(broken(range, "cpu=1", ""))
                .containsExactly(
                        "cpu max limit to request ratio per Container is 2, but no limit is specified or limit is 0");
        assertThat(broken(range, "cpu=1", "cpu=3"))
                .containsExactly("cpu max limit to request ratio per Container is 2, but provided ratio is 3.000000");
        assertThat(broken(range, "cpu=500m", "cpu=1")).isEmpty();
    }

    @Test
    void aPodCountsItsContainersTogether() {
        var range = range(PER_POD.withMax(amounts("cpu=2")));
        var two = pod(container("a", "", "cpu=1"), container("b", "", "cpu=1"));
        assertThat(LimitChecks.pod(range, two)).isEmpty();
        var three = pod(container("a", "", "cpu=1"), container("b", "", "cpu=1500m"));
        assertThat(LimitChecks.pod(range, three)).containsExactly("maximum cpu usage per Pod is 2, but limit is 2500m");
    }

    private static List<String> broken(LimitRange range, String requests, String limits) {
        return LimitChecks.pod(range, pod(container("a", requests, limits)));
    }

    private static LimitRange range(LimitRangeItem item) {
        return LimitRange.EMPTY.withSpec(LimitRangeSpec.EMPTY.withLimits(List.of(item)));
    }

    private static Container container(String name, String requests, String limits) {
        var resources =
                ResourceRequirements.EMPTY.withRequests(amounts(requests)).withLimits(amounts(limits));
        return Container.EMPTY.withName(name).withResources(resources);
    }

    private static Pod pod(Container... containers) {
        return Pod.EMPTY.withSpec(PodSpec.EMPTY.withContainers(new ArrayList<>(List.of(containers))));
    }

    /// `cpu=1 memory=1Gi`.
    private static Map<String, Quantity> amounts(String text) {
        var amounts = new TreeMap<String, Quantity>();
        for (var part : text.split(" ")) {
            if (!part.isEmpty()) {
                amounts.put(part.substring(0, part.indexOf('=')), Quantity.of(part.substring(part.indexOf('=') + 1)));
            }
        }
        return amounts;
    }
}
