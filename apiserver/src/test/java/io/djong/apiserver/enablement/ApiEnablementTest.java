package io.djong.apiserver.enablement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.Resource;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.networking.v1.NetworkingV1;
import io.djong.api.types.resource.v1.ResourceV1;
import io.djong.api.types.resource.v1alpha3.ResourceV1Alpha3;
import io.djong.api.types.resource.v1beta1.ResourceV1Beta1;
import io.djong.api.types.scheduling.v1alpha2.SchedulingV1Alpha2;
import io.djong.apiserver.resource.Serving;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiEnablementTest {
    private static final Resource<?> STABLE = ResourceV1.RESOURCE_CLAIMS;
    private static final Resource<?> BETA = ResourceV1Beta1.RESOURCE_CLAIMS;
    private static final Resource<?> ALPHA = ResourceV1Alpha3.DEVICE_TAINT_RULES;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                                                  | true  | false | false",
                "api/all=true                                       | true  | true  | true",
                "api/all=false;v1=true                              | -     | -     | -",
                "api/beta=true                                      | true  | true  | false",
                "api/alpha=true                                     | true  | false | true",
                "api/ga=false                                       | false | false | false",
                "api/all=false;api/ga=true                          | true  | false | false",
                "api/all=true;api/alpha=false                       | true  | true  | false",
                "resource.k8s.io/v1beta1=true                       | true  | true  | false",
                "resource.k8s.io/v1beta1                            | true  | true  | false",
                "resource.k8s.io/v1=0                               | false | false | false",
                "resource.k8s.io/v1beta1/resourceclaims=true        | true  | true  | false",
                "api/all=true;resource.k8s.io/v1alpha3=false        | true  | true  | false",
                "resource.k8s.io/v1beta1=true;resource.k8s.io/v1beta1/resourceclaims=F | true | false | false",
                "resource.k8s.io/v1beta1=true;resource.k8s.io/v1beta1/deviceclasses=F  | true | true  | false",
            })
    void theMoreParticularKeyWins(String values, String stable, String beta, String alpha) {
        if (stable == null) {
            assertThatThrownBy(() -> enablement(values)).hasMessage("runtime-config invalid key v1");
            return;
        }
        var enablement = enablement(values);
        assertThat(List.of(enablement.serves(STABLE), enablement.serves(BETA), enablement.serves(ALPHA)))
                .isEqualTo(List.of(Boolean.valueOf(stable), Boolean.valueOf(beta), Boolean.valueOf(alpha)));
    }

    @Test
    void theCoreGroupHasNoName() {
        var enablement = enablement("/v1=false;/v1/configmaps=true");
        assertThat(enablement.serves(CoreV1.PODS)).isFalse();
        assertThat(enablement.serves(CoreV1.CONFIG_MAPS)).isTrue();
        assertThat(enablement.serves(AppsV1.DEPLOYMENTS)).isTrue();
    }

    /// Sentences of kube-apiserver 1.36.3.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api/all=false              | invalid runtime-config with only api/all=false",
                "api/legacy=true            | unknown api groups api/legacy",
                "foo=true                   | runtime-config invalid key foo",
                "a/b/c/d=true               | runtime-config invalid key a/b/c/d",
                "b.io/v1=true;a.io/v1/x=no  | unknown api groups a.io/v1,b.io/v1",
                "api/beta=1                 | invalid value api/beta=1",
                "apps/v7=true               | group version apps/v7 that has not been registered",
                "apps/v1=maybe              | invalid value of apps/v1: maybe, err: strconv.ParseBool: parsing \"maybe\":"
                        + " invalid syntax",
                "apps/v1/Deployments=true   | invalid key apps/v1/Deployments: group/version/resource and resource is"
                        + " always lowercase plural, not \"Deployments\"",
            })
    void whatIsNotAcceptedIsSaidInUpstreamsWords(String values, String sentence) {
        assertThatThrownBy(() -> enablement(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void aVersionWithoutResourcesIsAccepted() {
        assertThat(enablement("apps/v1beta1=true").serves(AppsV1.DEPLOYMENTS)).isTrue();
    }

    @Test
    void aKindOfSafetyNeedsToBeAskedFor() {
        var unenforced = new Serving(false, null);
        var policies = NetworkingV1.NETWORK_POLICIES;
        assertThat(ApiEnablement.defaults().serves(policies, unenforced)).isFalse();
        assertThat(ApiEnablement.defaults().withUnenforced(true).serves(policies, unenforced))
                .isTrue();
        assertThat(enablement("networking.k8s.io/v1=true").serves(policies, unenforced))
                .isFalse();
    }

    @Test
    void aKindOfAFeatureNeedsVersionAndGate() {
        var workloads = SchedulingV1Alpha2.WORKLOADS;
        var gated = new Serving(true, "GenericWorkload");
        var warnings = new ArrayList<String>();
        var both = enablement("api/alpha=true").withGates("GenericWorkload=true", warnings);
        assertThat(warnings).isEmpty();
        assertThat(both.serves(workloads, gated)).isTrue();
        assertThat(enablement("api/alpha=true").serves(workloads, gated)).isFalse();
        assertThat(ApiEnablement.defaults()
                        .withGates("GenericWorkload=true", warnings)
                        .serves(workloads, gated))
                .isFalse();
        assertThat(enablement("api/all=true")
                        .withGates("AllAlpha=true", warnings)
                        .serves(workloads, gated))
                .isTrue();
    }

    @Test
    void aGateThatChangesNothingHereIsNamed() {
        var warnings = new ArrayList<String>();
        ApiEnablement.defaults().withGates("CBORServingAndStorage=true,WatchList=true", warnings);
        assertThat(warnings).containsExactly("feature gate CBORServingAndStorage is known and has no effect yet");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nothing=true | unrecognized feature gate: Nothing",
                "AllAlpha     | missing bool value for AllAlpha",
            })
    void gatesAreRefusedInUpstreamsWords(String gates, String sentence) {
        assertThatThrownBy(() -> ApiEnablement.defaults().withGates(gates, new ArrayList<>()))
                .hasMessage(sentence);
    }

    private static ApiEnablement enablement(String values) {
        var map = new TreeMap<String, String>();
        if (values != null) {
            for (var pair : values.split(";")) {
                var equals = pair.indexOf('=');
                map.put(
                        equals < 0 ? pair.strip() : pair.substring(0, equals).strip(),
                        equals < 0 ? "" : pair.substring(equals + 1).strip());
            }
        }
        return ApiEnablement.defaults().withRuntimeConfig(map);
    }
}
