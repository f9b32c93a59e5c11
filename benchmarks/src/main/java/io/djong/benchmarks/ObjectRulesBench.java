package io.djong.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import io.djong.api.codec.Json;
import io.djong.api.defaults.Defaults;
import io.djong.api.json.JsonException;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.validation.kinds.Validation;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/// What defaults and rules cost for a typical pod and a typical Deployment: microseconds of CPU and bytes of
/// heap each, on one thread. Beside them, reading the same object from JSON, which every create does too.
///
/// `ObjectRulesBench [seconds]`
public final class ObjectRulesBench {
    static final String METADATA = """
            "metadata":{"name":"web","namespace":"shop","labels":{"app.kubernetes.io/name":"web","app.kubernetes.io/part-of":"shop",\
            "tier":"front"},"annotations":{"example.com/owner":"team-a","example.com/build":"20261121.7"}}""";
    static final String POD_SPEC = """
            "spec":{"serviceAccountName":"web","securityContext":{"runAsNonRoot":true,"fsGroup":2000},\
            "initContainers":[{"name":"init","image":"registry.example/tools:3","command":["sh","-c","exit 0"]}],\
            "containers":[{"name":"web","image":"registry.example/shop/web:1.4.2",\
            "ports":[{"name":"http","containerPort":8080},{"name":"metrics","containerPort":9090}],\
            "env":[{"name":"LEVEL","value":"info"},{"name":"NODE","valueFrom":{"fieldRef":{"fieldPath":"spec.nodeName"}}},\
            {"name":"PASSWORD","valueFrom":{"secretKeyRef":{"name":"db","key":"password"}}}],\
            "resources":{"requests":{"cpu":"100m","memory":"128Mi"},"limits":{"cpu":"1","memory":"256Mi"}},\
            "readinessProbe":{"httpGet":{"path":"/ready","port":"http"},"periodSeconds":5},\
            "livenessProbe":{"httpGet":{"path":"/live","port":"http"}},"lifecycle":{"preStop":{"sleep":{"seconds":3}}},\
            "securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}},\
            "volumeMounts":[{"name":"config","mountPath":"/etc/web"},{"name":"scratch","mountPath":"/tmp"}]},\
            {"name":"proxy","image":"registry.example/proxy:2","ports":[{"containerPort":15001}],\
            "resources":{"requests":{"cpu":"10m","memory":"32Mi"}}}],\
            "volumes":[{"name":"config","configMap":{"name":"web"}},{"name":"scratch","emptyDir":{}}],\
            "tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}],\
            "topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"kubernetes.io/hostname","whenUnsatisfiable":"ScheduleAnyway",\
            "labelSelector":{"matchLabels":{"app.kubernetes.io/name":"web"}}}]}""";
    static final String DEPLOYMENT_SPEC = """
            "spec":{"replicas":3,"selector":{"matchLabels":{"app.kubernetes.io/name":"web"}},\
            "template":{"metadata":{"labels":{"app.kubernetes.io/name":"web","tier":"front"}},""";

    private final long nanos;

    ObjectRulesBench(long nanos) {
        this.nanos = nanos;
    }

    public static void main(String[] arguments) throws JsonException {
        var seconds = arguments.length == 0 ? 5 : Long.parseLong(arguments[0]);
        var bench = new ObjectRulesBench(seconds * 1_000_000_000L);
        bench.kind(Pod.TYPE, "{" + METADATA + "," + POD_SPEC + "}");
        bench.kind(Deployment.TYPE, "{" + METADATA + "," + DEPLOYMENT_SPEC + POD_SPEC + "}}}");
    }

    private <T extends KubeObject> void kind(KubeType<T> type, String text) throws JsonException {
        byte[] body = text.getBytes(UTF_8);
        var read = Json.read(type, body);
        var whole = Defaults.apply(read);
        var rules = new Validation(true);
        var wrong = rules.checkCreate(whole);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(type.kind() + ": " + wrong);
        }
        measure(type.kind() + " of " + body.length + " bytes: read from JSON", () -> {
            try {
                return System.identityHashCode(Json.read(type, body));
            } catch (JsonException e) {
                throw new IllegalStateException(e);
            }
        });
        measure(type.kind() + ": defaults", () -> System.identityHashCode(Defaults.apply(read)));
        measure(
                type.kind() + ": rules, new object",
                () -> rules.checkCreate(whole).size());
        measure(
                type.kind() + ": defaults and rules",
                () -> rules.checkCreate(Defaults.apply(read)).size());
        measure(
                type.kind() + ": rules, changed object",
                () -> rules.checkUpdate(whole, whole).size());
    }

    interface Work {
        int once();
    }

    void measure(String what, Work work) {
        run(work);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long began = threads.getCurrentThreadCpuTime();
        long rounds = run(work);
        double micros = (threads.getCurrentThreadCpuTime() - began) / 1e3 / rounds;
        System.out.printf(
                Locale.ROOT,
                "%-50s %8.2f µs %8d B%n",
                what,
                micros,
                (threads.getCurrentThreadAllocatedBytes() - bytes) / rounds);
    }

    private long run(Work work) {
        long end = System.nanoTime() + nanos;
        long rounds = 0;
        long sink = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < 100; i++) {
                sink += work.once();
            }
            rounds += 100;
        }
        if (sink == Long.MIN_VALUE) {
            System.out.println();
        }
        return rounds;
    }
}
