package io.djong.apiserver.registry.certificates;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.certificates.v1.CertificateSigningRequest;
import io.djong.api.types.certificates.v1.CertificatesV1;
import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.apiserver.server.VirtualServer;
import org.junit.jupiter.api.Test;

/// Who may do what with a certificate signing request, and what the server writes into it.
final class SigningRequestsTest {
    /// Organisation `system:masters`; in base 64 around the PEM.
    private static final String MASTERS =
            "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlIa01JR0tBZ0VBTUNneEZ6QVZCZ05WQkFvTURuTj"
                    + "VjM1JsYlRwdFlYTjBaWEp6TVEwd0N3WURWUVFEREFSeQpiMjkwTUZrd0V3WUhLb1pJemowQ0FRWUlLb1pJemowREFR"
                    + "Y0RRZ0FFM2NPSVF5dnkyRlEyMkdLNWlvZkRjbWtDCk9pVHBmMzRBanVYNzgrd3FxSG5VbTV0RWFoeUpLNGJSZDNuWH"
                    + "dLWVBsTTBhc3pDMjVhUW9BdWhTb2QrL202QUEKTUFvR0NDcUdTTTQ5QkFNQ0Ewa0FNRVlDSVFDdE9jWk80NFFHcFpx"
                    + "bkRHRDdnRmE0ekZncCsya3pNNzBObXVndgp2UnBJMkFJaEFQamptSHplb2xLc0xaalBRbkNncmhNKzN3Rk1EOXZleW"
                    + "9mdk9MNDQ1TytDCi0tLS0tRU5EIENFUlRJRklDQVRFIFJFUVVFU1QtLS0tLQo=";
    private static final String APPROVED = ",\"status\":{\"conditions\":[{\"type\":\"Approved\",\"status\":\"True\"}]}";
    private static final ObjectKey KEY = new ObjectKey("", "x");

    private static CertificateSigningRequest request(String signer, String rest) throws Exception {
        return object(
                CertificateSigningRequest.TYPE,
                "{\"metadata\":{\"name\":\"x\"},\"spec\":{\"request\":\"%s\",\"signerName\":\"%s\",\"usages\":[\"client auth\"],"
                                .formatted(MASTERS, signer)
                        + "\"username\":\"somebody\",\"groups\":[\"all\"]}" + rest + "}");
    }

    private static void allow(VirtualServer server, String rules) throws Exception {
        server.admin()
                .of(RbacV1.CLUSTER_ROLES)
                .create(object(ClusterRole.TYPE, "{\"metadata\":{\"name\":\"r\"},\"rules\":[" + rules + "]}"));
        server.admin()
                .of(RbacV1.CLUSTER_ROLE_BINDINGS)
                .create(object(
                        ClusterRoleBinding.TYPE,
                        "{\"metadata\":{\"name\":\"b\"},\"subjects\":[{\"kind\":\"User\",\"apiGroup\":\"rbac.authorization.k8s.io\","
                                + "\"name\":\"ann\"}],\"roleRef\":{\"apiGroup\":\"rbac.authorization.k8s.io\","
                                + "\"kind\":\"ClusterRole\",\"name\":\"r\"}}"));
        // a read waits until the caches, which authorisation reads, have what was written
        server.admin().of(RbacV1.CLUSTER_ROLE_BINDINGS).get(new ObjectKey("", "b"));
    }

    private static String rule(String verb, String resource, String names) {
        return "{\"verbs\":[\"" + verb + "\"],\"apiGroups\":[\"certificates.k8s.io\"],\"resources\":[\"" + resource
                + "\"]" + names + "}";
    }

    @Test
    void theServerWritesDownWhoAsksAndNothingElse() throws Exception {
        VirtualServer.run(server -> {
            var requests = server.admin().of(CertificatesV1.CERTIFICATE_SIGNING_REQUESTS);
            var made = requests.create(request("example.com/s", APPROVED));
            assertThat(made.spec().username()).isEqualTo("admin");
            assertThat(made.spec().groups()).contains("system:masters").doesNotContain("all");
            assertThat(made.status().conditions()).isEmpty();
            var changed = requests.update(made.withSpec(made.spec().withSignerName("example.com/other")));
            assertThat(changed.spec().signerName()).isEqualTo("example.com/s");
        });
    }

    @Test
    void anApprovalHasItsTimes() throws Exception {
        VirtualServer.run(server -> {
            var requests = server.admin().of(CertificatesV1.CERTIFICATE_SIGNING_REQUESTS);
            requests.create(request("example.com/s", ""));
            var approved = requests.updateSubresource(KEY, "approval", request("example.com/s", APPROVED));
            var condition = approved.status().conditions().getFirst();
            assertThat(condition.lastUpdateTime())
                    .isEqualTo(condition.lastTransitionTime())
                    .isAfterOrEqualTo(approved.metadata().creationTimestamp());
        });
    }

    @Test
    void whoApprovesMustBeAllowedToForTheSigner() throws Exception {
        VirtualServer.run(server -> {
            server.admin().of(CertificatesV1.CERTIFICATE_SIGNING_REQUESTS).create(request("example.com/s", ""));
            allow(server, rule("update", "certificatesigningrequests/approval", ""));
            var approval = request("example.com/s", APPROVED);
            var ann = server.user("ann").of(CertificatesV1.CERTIFICATE_SIGNING_REQUESTS);
            assertThatThrownBy(() -> ann.updateSubresource(KEY, "approval", approval))
                    .hasMessage(
                            "certificatesigningrequests.certificates.k8s.io \"x\" is forbidden: user not permitted to"
                                    + " approve requests with signerName \"example.com/s\"");
        });
    }

    @Test
    void oneMayBeAllowedForAllSignersOfADomain() throws Exception {
        VirtualServer.run(server -> {
            server.admin().of(CertificatesV1.CERTIFICATE_SIGNING_REQUESTS).create(request("example.com/s", ""));
            allow(
                    server,
                    rule("update", "certificatesigningrequests/approval", "") + ","
                            + rule("approve", "signers", ",\"resourceNames\":[\"example.com/*\"]"));
            var ann = server.user("ann").of(CertificatesV1.CERTIFICATE_SIGNING_REQUESTS);
            var approved = ann.updateSubresource(KEY, "approval", request("example.com/s", APPROVED));
            assertThat(approved.status().conditions()).hasSize(1);
        });
    }

    @Test
    void whoSignsMustBeAllowedToForTheSigner() throws Exception {
        VirtualServer.run(server -> {
            server.admin().of(CertificatesV1.CERTIFICATE_SIGNING_REQUESTS).create(request("example.com/s", ""));
            allow(server, rule("update", "certificatesigningrequests/status", ""));
            var failed = request("example.com/s", APPROVED.replace("Approved", "Failed"));
            var ann = server.user("ann").of(CertificatesV1.CERTIFICATE_SIGNING_REQUESTS);
            assertThatThrownBy(() -> ann.updateStatus(failed))
                    .hasMessageEndingWith("user not permitted to sign requests with signerName \"example.com/s\"");
        });
    }

    @Test
    void nobodyAsksToBeOfTheMasters() throws Exception {
        VirtualServer.run(server -> {
            var requests = server.admin().of(CertificatesV1.CERTIFICATE_SIGNING_REQUESTS);
            assertThatThrownBy(() -> requests.create(request("kubernetes.io/kube-apiserver-client", "")))
                    .hasMessage("certificatesigningrequests.certificates.k8s.io \"x\" is forbidden: use of"
                            + " kubernetes.io/kube-apiserver-client signer with system:masters group is not allowed");
        });
    }
}
