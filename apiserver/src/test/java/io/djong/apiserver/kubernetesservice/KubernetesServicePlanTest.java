package io.djong.apiserver.kubernetesservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.IntOrString;
import io.djong.api.types.core.v1.EndpointAddress;
import io.djong.api.types.core.v1.Endpoints;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KubernetesServicePlanTest {
    private static final Endpoints ONE = KubernetesServicePlan.endpoints(null, List.of("10.0.0.1"), 6_443, true);

    @Test
    void aNewServiceHasTheFirstAddressAndUpstreamsLabels() {
        var service = KubernetesServicePlan.service(null, "10.43.0.1", 6_443);
        assertThat(service.metadata().labels())
                .containsEntry("provider", "kubernetes")
                .containsEntry("component", "apiserver");
        assertThat(service.spec().clusterIP()).isEqualTo("10.43.0.1");
        assertThat(service.spec().ports().getFirst().targetPort()).isEqualTo(IntOrString.of(6_443));
    }

    @Test
    void aServiceWithAnotherPortIsPutRightAndKeepsItsAddress() {
        var old = KubernetesServicePlan.service(null, "10.43.0.1", 6_443);
        var service = KubernetesServicePlan.service(old, "10.99.0.1", 7_443);
        assertThat(service.spec().clusterIP()).isEqualTo("10.43.0.1");
        assertThat(service.spec().ports().getFirst().targetPort()).isEqualTo(IntOrString.of(7_443));
        assertThat(KubernetesServicePlan.service(service, "10.99.0.1", 7_443)).isSameAs(service);
    }

    @Test
    void endpointsAreNotMirroredAndSorted() {
        var endpoints = KubernetesServicePlan.endpoints(null, List.of("10.0.0.2", "10.0.0.1"), 6_443, false);
        assertThat(endpoints.metadata().labels()).containsEntry("endpointslice.kubernetes.io/skip-mirror", "true");
        assertThat(endpoints.subsets().getFirst().addresses())
                .extracting(EndpointAddress::ip)
                .containsExactly("10.0.0.1", "10.0.0.2");
    }

    @Test
    void theSameAddressesChangeNothing() {
        assertThat(KubernetesServicePlan.endpoints(ONE, List.of("10.0.0.1"), 6_443, true))
                .isEqualTo(ONE);
    }

    @Test
    void anotherPortIsLeftToTheStartOfAServer() {
        assertThat(KubernetesServicePlan.endpoints(ONE, List.of("10.0.0.1"), 7_443, false))
                .isEqualTo(ONE);
        var changed = KubernetesServicePlan.endpoints(ONE, List.of("10.0.0.1"), 7_443, true);
        assertThat(changed.subsets().getFirst().ports().getFirst().port()).isEqualTo(7_443);
    }

    @Test
    void theSliceSaysWhatTheEndpointsSay() {
        var slice = KubernetesServicePlan.slice(null, ONE);
        assertThat(slice.metadata().labels()).containsEntry("kubernetes.io/service-name", "kubernetes");
        assertThat(slice.addressType()).isEqualTo("IPv4");
        assertThat(slice.endpoints().getFirst().addresses()).containsExactly("10.0.0.1");
        assertThat(slice.endpoints().getFirst().conditions().ready()).isTrue();
        assertThat(slice.ports().getFirst().port()).isEqualTo(6_443);
    }
}
