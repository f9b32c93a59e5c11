package io.djong.apiserver.admission.unhonoured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.Resource;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Service;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.request.SentForm;
import io.djong.apiserver.request.Warnings;
import io.djong.client.WriteOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class UnhonouredAdmissionTest {
    private final UnhonouredAdmission plugin = new UnhonouredAdmission(Unhonoured.ofCluster());

    @Test
    void whatDecidesPlacementIsRefusedWithItsPath() throws Exception {
        var pod = read(
                Pod.TYPE,
                "{\"metadata\":{\"name\":\"a\"},\"spec\":{\"volumes\":[{\"emptyDir\":{}},{\"nfs\":{\"path\":\"/\"}}]}}");
        assertThatThrownBy(() -> write(CoreV1.PODS, pod, null))
                .hasMessageContaining("Pod \"a\" is invalid: spec.volumes[1].nfs:"
                        + " Forbidden: the kubelet does not mount such volumes yet");
    }

    @Test
    void aTemplateIsJudgedAsItsPods() throws Exception {
        var deployment = read(Deployment.TYPE, """
                {"metadata":{"name":"a"},"spec":{"template":{"spec":{"volumes":[
                  {"name":"d","persistentVolumeClaim":{"claimName":"c"}}]}}}}""");
        assertThatThrownBy(() -> write(AppsV1.DEPLOYMENTS, deployment, null))
                .hasMessageContaining("spec.template.spec.volumes[0].persistentVolumeClaim: Forbidden");
    }

    @Test
    void theRestIsSaidInAWarning() throws Exception {
        var service = read(Service.TYPE, "{\"spec\":{\"sessionAffinity\":\"ClientIP\"}}");
        assertThat(write(CoreV1.SERVICES, service, null))
                .containsExactly("spec.sessionAffinity: the proxy does not keep clients at one endpoint yet");
    }

    @Test
    void whatWasUsedBeforeMayStay() throws Exception {
        var pod = read(Pod.TYPE, "{\"metadata\":{\"name\":\"a\"},\"spec\":{\"hostUsers\":false}}");
        assertThat(write(CoreV1.PODS, pod, pod)).isEmpty();
    }

    @Test
    void whatIsHonouredPasses() throws Exception {
        var pod = read(Pod.TYPE, """
                {"metadata":{"name":"a"},"spec":{"hostUsers":true,"volumes":[{"name":"e","emptyDir":{}}],
                  "affinity":{"nodeAffinity":{}},"containers":[{"livenessProbe":{"httpGet":{"path":"/"}}}]}}""");
        assertThat(write(CoreV1.PODS, pod, null)).isEmpty();
    }

    @Test
    void everyRowNamesAFieldThatExists() throws Exception {
        for (var row : Unhonoured.ofCluster()) {
            var type = row.resource().type();
            if (row.path().startsWith("/")) {
                assertThat(row.resource().subresources())
                        .anyMatch(below -> row.path().equals("/" + below.name()));
            } else if (!row.path().isEmpty()) {
                var tree = "{" + member(row.path()) + "}";
                var problems = Json.read(
                                type, tree.getBytes(StandardCharsets.UTF_8), io.djong.api.codec.DecodeOptions.STRICT)
                        .problems();
                assertThat(problems).as(row.toString()).isEmpty();
                assertThat(FieldUse.find(JsonValue.parse(tree), row.path()))
                        .as(row.toString())
                        .hasSize(1);
            }
        }
    }

    /// The JSON of an object with nothing but the field.
    private static String member(String path) {
        var at = path.indexOf('=');
        var steps = (at < 0 ? path : path.substring(0, at)).split("\\.");
        var last = steps[steps.length - 1];
        var json = at < 0 ? leaf(last) : path.endsWith("=false") ? "false" : '"' + path.substring(at + 1) + '"';
        var isMember = false;
        for (int i = steps.length - 1; i >= 0; i--) {
            if (steps[i].equals("*")) {
                json = "[{" + json + "}]";
                isMember = false;
            } else {
                json = '"' + steps[i] + "\":" + (isMember ? "{" + json + "}" : json);
                isMember = true;
            }
        }
        return json;
    }

    /// Any value that is not nothing.
    private static String leaf(String name) {
        if (name.endsWith("Name")) {
            return "\"x\"";
        }
        return name.endsWith("DuringExecution") || name.equals("resourceClaims") ? "[{}]" : "{}";
    }

    private <T extends KubeObject> List<String> write(Resource<T> resource, T object, @Nullable T old)
            throws Exception {
        var context = new OperationContext(
                User.of("ann"), WriteOptions.NONE, Instant.EPOCH, new Warnings(), "", "", "", new SentForm(), "");
        var request = new AdmissionRequest(
                old == null ? Operation.CREATE : Operation.UPDATE,
                resource,
                "",
                object.metadata().namespace(),
                object.metadata().name(),
                object,
                old,
                context);
        if (plugin.handles(request)) {
            plugin.validate(request);
        }
        return context.warnings().all();
    }

    private static <T extends KubeObject> T read(KubeType<T> type, String json) throws Exception {
        return Json.read(type, json.getBytes(StandardCharsets.UTF_8));
    }
}
