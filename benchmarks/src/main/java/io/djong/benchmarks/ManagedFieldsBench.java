package io.djong.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.codec.Json;
import io.djong.api.defaults.Defaults;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.fields.FieldTracking;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.request.SentForm;
import io.djong.apiserver.request.Warnings;
import io.djong.apiserver.resource.Metadata;
import io.djong.client.ApiException;
import io.djong.client.WriteOptions;
import java.time.Instant;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What managed fields cost a write of a typical pod and a typical Deployment, and what a server-side
/// apply costs but for the store: microseconds of CPU and bytes of heap each, on one thread.
///
/// `ManagedFieldsBench [seconds]`
public final class ManagedFieldsBench {
    private final ObjectRulesBench bench;

    private ManagedFieldsBench(ObjectRulesBench bench) {
        this.bench = bench;
    }

    public static void main(String[] arguments) throws JsonException, ApiException {
        var seconds = arguments.length == 0 ? 5 : Long.parseLong(arguments[0]);
        var bench = new ManagedFieldsBench(new ObjectRulesBench(seconds * 1_000_000_000L));
        var metadata = ObjectRulesBench.METADATA;
        var spec = ObjectRulesBench.POD_SPEC;
        bench.kind(CoreV1.PODS, "{\"apiVersion\":\"v1\",\"kind\":\"Pod\"," + metadata + "," + spec + "}");
        bench.kind(
                AppsV1.DEPLOYMENTS,
                "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\"," + metadata + ","
                        + ObjectRulesBench.DEPLOYMENT_SPEC + spec + "}}}");
        bench.kind(
                CoreV1.CONFIG_MAPS,
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\"," + metadata + ",\"data\":{\"a\":\"1\",\"b\":\"2\"}}");
    }

    private static OperationContext context(String manager) {
        var options = WriteOptions.NONE.withFieldManager(manager);
        return new OperationContext(
                User.of("ann"), options, Instant.EPOCH, new Warnings(), "", "", "", new SentForm(), "");
    }

    private <T extends KubeObject> void kind(Resource<T> resource, String text) throws JsonException, ApiException {
        FieldTracking<T> tracking = FieldTracking.of(resource, UnaryOperator.identity());
        var sent = Defaults.apply(Json.read(resource.type(), text.getBytes(UTF_8)));
        var context = context("kubectl");
        T created = Metadata.with(tracking.created(sent, context), meta -> meta.withUid("u"));
        T labelled = Metadata.with(created, meta -> {
            var labels = new TreeMap<>(meta.labels());
            labels.put("new", "yes");
            return meta.withLabels(labels);
        });
        var name = resource.kind();
        bench.measure(name + ": create", () -> System.identityHashCode(tracking.created(sent, context)));
        var other = context("other");
        bench.measure(
                name + ": update of nothing",
                () -> System.identityHashCode(tracking.updated(created, created, "", other)));
        bench.measure(
                name + ": update of a label",
                () -> System.identityHashCode(tracking.updated(created, labelled, "", other)));
        var config = (JsonObject) JsonValue.parse(text);
        var changed = config.with("metadata", config.object("metadata").with("generateName", new JsonString("x")));
        T applied = Metadata.with(tracking.applied(null, config, "", context), meta -> meta.withUid("u"));
        bench.measure(name + ": apply of nothing new", () -> apply(tracking, applied, config, context));
        bench.measure(name + ": apply of a change", () -> apply(tracking, applied, changed, context));
    }

    private static <T extends KubeObject> int apply(
            FieldTracking<T> tracking, T live, JsonObject config, OperationContext context) {
        try {
            return System.identityHashCode(tracking.applied(live, config, "", context));
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        }
    }
}
