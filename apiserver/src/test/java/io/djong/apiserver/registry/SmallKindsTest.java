package io.djong.apiserver.registry;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.ControllerRevision;
import io.djong.api.types.coordination.v1.CoordinationV1;
import io.djong.api.types.coordination.v1.Lease;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Endpoints;
import io.djong.api.types.core.v1.LimitRange;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.api.types.rbac.v1.RoleBinding;
import io.djong.apiserver.server.VirtualServer;
import org.junit.jupiter.api.Test;

/// What is particular to kinds that hardly have anything particular.
final class SmallKindsTest {
    private static final String META = "\"metadata\":{\"name\":\"x\",\"namespace\":\"default\"}";

    @Test
    void aLimitRangeNeedsNoName() throws Exception {
        VirtualServer.run(server -> {
            var range = server.admin()
                    .of(CoreV1.LIMIT_RANGES)
                    .create(object(LimitRange.TYPE, "{\"metadata\":{\"namespace\":\"default\"}}"));
            assertThat(range.metadata().name()).hasSize(36);
        });
    }

    @Test
    void aLeaseIsNotRenewedBlindlyAndHasNoStrategy() throws Exception {
        VirtualServer.run(server -> {
            var leases = server.admin().of(CoordinationV1.LEASES);
            var lease = leases.create(object(
                    Lease.TYPE,
                    "{" + META + ",\"spec\":{\"strategy\":\"OldestEmulationVersion\",\"preferredHolder\":\"p\"}}"));
            assertThat(lease.spec().strategy()).isNull();
            assertThat(lease.spec().preferredHolder()).isNull();
            assertThatThrownBy(() ->
                            leases.update(lease.withMetadata(lease.metadata().withResourceVersion(""))))
                    .hasMessageContaining(
                            "metadata.resourceVersion: Invalid value: 0: must be specified for an update");
        });
    }

    @Test
    void endpointsMayBeCreatedByPut() throws Exception {
        VirtualServer.run(server -> {
            var created = server.admin().of(CoreV1.ENDPOINTS).update(object(Endpoints.TYPE, "{" + META + "}"));
            assertThat(created.metadata().uid()).isNotEmpty();
        });
    }

    @Test
    void anAccountKnowsItsSecretsByNameAlone() throws Exception {
        VirtualServer.run(server -> {
            var account = server.admin()
                    .of(CoreV1.SERVICE_ACCOUNTS)
                    .create(object(
                            ServiceAccount.TYPE, "{" + META + ",\"secrets\":[{\"name\":\"s\",\"namespace\":\"n\"}]}"));
            assertThat(account.secrets()).containsExactly(ObjectReference.EMPTY.withName("s"));
        });
    }

    @Test
    void aRevisionKeepsItsData() throws Exception {
        VirtualServer.run(server -> {
            var revisions = server.admin().of(AppsV1.CONTROLLER_REVISIONS);
            assertThatThrownBy(() -> revisions.create(object(ControllerRevision.TYPE, "{" + META + ",\"data\":[]}")))
                    .hasMessage("ControllerRevision.apps \"x\" is invalid: data: Required value: data must be a valid "
                            + "JSON object");
            revisions.create(object(ControllerRevision.TYPE, "{" + META + ",\"data\":{\"a\":1}}"));
            assertThatThrownBy(() ->
                            revisions.update(object(ControllerRevision.TYPE, "{" + META + ",\"data\":{\"a\":2}}")))
                    .hasMessage("ControllerRevision.apps \"x\" is invalid: data: Invalid value: {\"a\":2}: field is "
                            + "immutable");
        });
    }

    @Test
    void aSubjectWithoutANameIsToldOnce() throws Exception {
        VirtualServer.run(server -> assertThatThrownBy(() -> server.admin()
                        .of(RbacV1.ROLE_BINDINGS)
                        .create(object(
                                RoleBinding.TYPE,
                                "{" + META
                                        + ",\"roleRef\":{\"apiGroup\":\"rbac.authorization.k8s.io\",\"kind\":\"Role\","
                                        + "\"name\":\"r\"},\"subjects\":[{\"kind\":\"User\",\"apiGroup\":"
                                        + "\"rbac.authorization.k8s.io\"}]}")))
                .hasMessage(
                        "RoleBinding.rbac.authorization.k8s.io \"x\" is invalid: subjects[0].name: Required value"));
    }

    @Test
    void aStatusKeepsTheGenerationsThatAWriterLeavesOut() throws Exception {
        VirtualServer.run(server -> {
            var pods = server.admin().of(CoreV1.PODS);
            server.admin()
                    .of(CoreV1.SERVICE_ACCOUNTS)
                    .create(object(
                            ServiceAccount.TYPE, "{\"metadata\":{\"name\":\"default\",\"namespace\":\"default\"}}"));
            var pod = pods.create(
                    object(Pod.TYPE, "{" + META + ",\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}"));
            var seen = pods.updateStatus(pod.withStatus(pod.status().withObservedGeneration(1)));
            var later = pods.updateStatus(seen.withStatus(seen.status().withObservedGeneration(0)));
            assertThat(later.status().observedGeneration()).isEqualTo(1);
        });
    }
}
