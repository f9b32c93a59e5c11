package io.djong.apiserver.admission.params;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.types.admissionregistration.v1.AdmissionRegistrationV1;
import io.djong.api.types.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import io.djong.api.types.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.djong.api.types.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.apiserver.enablement.ApiEnablement;
import io.djong.apiserver.server.ApiServerConfig;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.KubeClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ParamAccessTest {
    private static final ApiServerConfig CONFIG =
            ApiServerConfig.inProcess().withEnablement(ApiEnablement.everything());

    private static final String POLICY = """
            {"metadata":{"name":"%s"},"spec":{"paramKind":{"apiVersion":"v1","kind":"%s"},
             "matchConstraints":{"resourceRules":[{"operations":["CREATE"],"apiGroups":[""],"apiVersions":["v1"],
              "resources":["pods"]}]},"validations":[{"expression":"params.data.x == 'y'"}]}}""";

    private static final String BINDING = """
            {"metadata":{"name":"b"},"spec":{"policyName":"%s","validationActions":["Deny"],
             "paramRef":{"name":"p","namespace":"default","parameterNotFoundAction":"Deny"}}}""";

    @Test
    void whoWritesAPolicyMayReadItsParameters() throws Exception {
        VirtualServer.run(CONFIG, server -> {
            var policies = ann(server).of(AdmissionRegistrationV1.VALIDATING_ADMISSION_POLICIES);
            assertThatThrownBy(() ->
                            policies.create(object(ValidatingAdmissionPolicy.TYPE, POLICY.formatted("s", "Secret"))))
                    .hasMessageContaining(
                            "spec.paramKind: Forbidden: user &{ann  [system:authenticated] map[]} must have"
                                    + " \"get\" permission on all objects of the referenced paramKind (kind=Secret,"
                                    + " apiVersion=v1)");
            var fine = policies.create(object(ValidatingAdmissionPolicy.TYPE, POLICY.formatted("c", "ConfigMap")));
            assertThat(fine.metadata().generation()).isEqualTo(1);
        });
    }

    @Test
    void whoWritesABindingMayReadTheParametersOfItsPolicy() throws Exception {
        VirtualServer.run(CONFIG, server -> {
            server.admin()
                    .of(AdmissionRegistrationV1.VALIDATING_ADMISSION_POLICIES)
                    .create(object(ValidatingAdmissionPolicy.TYPE, POLICY.formatted("s", "Secret")));
            var ann = ann(server);
            var bindings = ann.of(AdmissionRegistrationV1.VALIDATING_ADMISSION_POLICY_BINDINGS);
            assertThatThrownBy(() ->
                            bindings.create(object(ValidatingAdmissionPolicyBinding.TYPE, BINDING.formatted("s"))))
                    .hasMessageContaining("spec.paramRef: Forbidden: user &{ann  [system:authenticated] map[]} does not"
                            + " have \"get\" permission on the object referenced by paramRef");
            assertThatThrownBy(() -> ann.of(AdmissionRegistrationV1.MUTATING_ADMISSION_POLICY_BINDINGS)
                            .create(object(MutatingAdmissionPolicyBinding.TYPE, BINDING.formatted("none"))))
                    .hasMessageContaining("unable to get policy none to determine minimum required permissions and user"
                            + " &{ann  [system:authenticated] map[]} does not have \"get\" permission for all groups,"
                            + " versions and resources");
        });
    }

    /// ann writes policies and reads ConfigMaps.
    private static KubeClient ann(VirtualServer server) throws Exception {
        server.admin().of(RbacV1.CLUSTER_ROLES).create(object(ClusterRole.TYPE, """
                {"metadata":{"name":"policies"},"rules":[
                 {"apiGroups":["admissionregistration.k8s.io"],"resources":["*"],"verbs":["*"]},
                 {"apiGroups":[""],"resources":["configmaps"],"verbs":["get"]}]}"""));
        server.admin().of(RbacV1.CLUSTER_ROLE_BINDINGS).create(object(ClusterRoleBinding.TYPE, """
                {"metadata":{"name":"policies"},
                 "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"policies"},
                 "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"ann"}]}"""));
        server.environment().timers().sleep(Duration.ofMillis(1)); // authorisation reads caches
        return server.user("ann");
    }
}
