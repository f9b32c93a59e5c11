package io.djong.api.pods;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.Json;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodTemplateSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sentences about pods that are valid and probably not meant so.
final class PodWarningsTest {
    private static List<String> of(String metadata, String spec) throws Exception {
        var json = "{'metadata':{'name':'p'%s},'spec':{%s}}"
                .formatted(metadata, spec)
                .replace('\'', '"');
        return PodWarnings.of(Json.read(Pod.TYPE, json.getBytes(UTF_8)));
    }

    private static List<String> ofContainer(String fields) throws Exception {
        return of("", "'containers':[{'name':'c','image':'i'," + fields + "}]");
    }

    @Test
    void aTemplateIsNamedByItsWholePath() throws Exception {
        var json = "{\"spec\":{\"nodeSelector\":{\"beta.kubernetes.io/os\":\"linux\"}}}";
        var pod = Json.read(Pod.TYPE, json.getBytes(UTF_8));
        var template = PodTemplateSpec.EMPTY.withSpec(pod.spec());
        assertThat(PodWarnings.ofTemplate(template))
                .containsExactly("spec.template.spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; "
                        + "use \"kubernetes.io/os\" instead");
    }

    @Test
    void aVariableThatHidesAnotherIsTold() throws Exception {
        assertThat(ofContainer(
                        "'env':[{'name':'A','value':'1'},{'name':'A','value':'$(A)2'},{'name':'A','value':'3'}]"))
                .containsExactly("spec.containers[0].env[2]: hides previous definition of \"A\", which may be dropped "
                        + "when using apply");
    }

    @Test
    void portsThatMeetAreTold() throws Exception {
        assertThat(ofContainer("'ports':[{'name':'a','containerPort':80,'protocol':'TCP'},"
                        + "{'name':'b','containerPort':80,'protocol':'TCP','hostPort':8080},"
                        + "{'name':'c','containerPort':81,'protocol':'TCP','hostIP':'1.2.3.4'}]"))
                .containsExactly(
                        "spec.containers[0].ports[1]: overlapping port definition with spec.containers[0].ports[0]",
                        "spec.containers[0].ports[2]: hostIP set without hostPort: {Name:c HostPort:0 ContainerPort:81 "
                                + "Protocol:TCP HostIP:1.2.3.4}");
    }

    @Test
    void filesThatHideEachOtherAreTold() throws Exception {
        assertThat(of(
                        "",
                        "'volumes':[{'name':'v','configMap':{'name':'m','items':[{'key':'a','path':'x'},"
                                + "{'key':'b','path':'x/y'}]}},{'name':'w','projected':{'sources':[{}]}}]"))
                .containsExactly(
                        "volume \"v\" (ConfigMap \"m\"): overlapping paths: \"x/y\" with \"x\"",
                        "volume \"w\" (Projected) has no sources provided");
    }

    @Test
    void selectorsThatMatchNothingAreTold() throws Exception {
        assertThat(of(
                        "",
                        "'topologySpreadConstraints':[{'maxSkew':1,'topologyKey':'z'}],'affinity':{'podAntiAffinity':"
                                + "{'preferredDuringSchedulingIgnoredDuringExecution':[{'weight':1,'podAffinityTerm':"
                                + "{'topologyKey':'z'}}]}}"))
                .containsExactly(
                        "spec.topologySpreadConstraints[0].labelSelector: a null labelSelector results in matching no pod",
                        "spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0]"
                                + ".podAffinityTerm.labelSelector: a null labelSelector results in matching no pod");
    }

    @Test
    void annotationsWithoutEffectAreTold() throws Exception {
        assertThat(of(",'annotations':{'seccomp.security.alpha.kubernetes.io/pod':'x'}", ""))
                .containsExactly("metadata.annotations[seccomp.security.alpha.kubernetes.io/pod]: non-functional in "
                        + "v1.27+; use the \"seccompProfile\" field instead");
    }

    @Test
    void duplicatesAndOddAddressesAreTold() throws Exception {
        assertThat(of(
                        "",
                        "'imagePullSecrets':[{'name':'s'},{'name':'s'},{}],"
                                + "'hostAliases':[{'ip':'::01'},{'ip':'::01'}]"))
                .containsExactly(
                        "spec.hostAliases[1].ip: duplicate ip \"::01\"",
                        "spec.imagePullSecrets[1].name: duplicate name \"s\"",
                        "spec.imagePullSecrets[2].name: invalid empty name \"\"",
                        "spec.hostAliases[0].ip: IPv6 address \"::01\" should be in RFC 5952 canonical format (\"::1\")",
                        "spec.hostAliases[1].ip: IPv6 address \"::01\" should be in RFC 5952 canonical format (\"::1\")");
    }

    @Test
    void anAnnotationGivesAContainerItsProfile() throws Exception {
        var json = "{'metadata':{'name':'p','annotations':{'container.apparmor.security.beta.kubernetes.io/c':"
                + "'localhost/x'}},'spec':{'containers':[{'name':'c','image':'i'}]}}";
        var applied = AppArmorAnnotations.apply(
                Json.read(Pod.TYPE, json.replace('\'', '"').getBytes(UTF_8)));
        var context = applied.pod().spec().containers().getFirst().securityContext();
        assertThat(context).isNotNull();
        assertThat(context.appArmorProfile()).isNotNull();
        assertThat(context.appArmorProfile().localhostProfile()).isEqualTo("x");
        assertThat(applied.warnings())
                .containsExactly("metadata.annotations[container.apparmor.security.beta.kubernetes.io/c]: deprecated "
                        + "since v1.30; use the \"appArmorProfile\" field instead");
    }
}
