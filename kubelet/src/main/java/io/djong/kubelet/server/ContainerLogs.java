package io.djong.kubelet.server;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.EphemeralContainer;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.time.Environment;
import io.djong.kubelet.cri.ContainerState;
import io.djong.kubelet.logs.LogReader;
import io.djong.kubelet.logs.LogSelection;
import io.djong.kubelet.pods.KubeletPods;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `/containerLogs/{namespace}/{pod}/{container}`.
final class ContainerLogs {
    private static final String UNDECODABLE = "{\"message\": \"Unable to decode query.\"}";

    private final Environment environment;
    private final KubeletPods pods;
    private final RuntimeService runtime;

    ContainerLogs(Environment environment, KubeletPods pods, RuntimeService runtime) {
        this.environment = environment;
        this.pods = pods;
        this.runtime = runtime;
    }

    void serve(Exchange exchange, String namespace, String name, String container)
            throws Refusal, InterruptedException {
        exchange.requireMethod("GET");
        var selection = selection(exchange);
        var pod = pods.byName(namespace, name);
        if (pod == null) {
            throw new Refusal(404, "pod \"" + name + "\" does not exist\n");
        }
        if (!names(pod).contains(container)) {
            throw new Refusal(404, "container \"" + container + "\" not found in pod \"" + name + "\"\n");
        }
        var id = LogSource.container(name, pod.status(), container, exchange.flag("previous"));
        exchange.response.header("Content-Type", "text/plain; charset=utf-8");
        var writer = exchange.response.stream(200);
        try (var out = writer.blocking()) {
            copy(id, selection, out, writer::isOpen);
        } catch (IOException e) {
            writer.abort(); // The client is gone.
        }
    }

    private static List<String> names(Pod pod) {
        return Stream.of(
                        pod.spec().containers().stream().map(Container::name),
                        pod.spec().initContainers().stream().map(Container::name),
                        pod.spec().ephemeralContainers().stream().map(EphemeralContainer::name))
                .flatMap(each -> each)
                .toList();
    }

    /// What goes wrong from here on stands in the log that the client gets, as with upstream.
    private void copy(String containerId, LogSelection selection, OutputStream out, BooleanSupplier wanted)
            throws IOException, InterruptedException {
        var id = containerId.substring(containerId.indexOf("://") + 3);
        String path;
        try {
            path = runtime.containerStatus(id).logPath();
        } catch (RpcException e) {
            say(out, "unable to retrieve container logs for " + containerId);
            return;
        }
        var watched = new Watched(out);
        try {
            new LogReader(environment).copy(Path.of(path), selection, () -> wanted.getAsBoolean() && runs(id), watched);
        } catch (IOException e) {
            if (watched.broken) {
                throw e;
            }
            say(out, "failed to try resolving symlinks in path \"" + path + "\": " + e.getMessage());
        }
    }

    /// Knows whether it was the reading or the writing that failed.
    private static final class Watched extends OutputStream {
        private final OutputStream out;
        private boolean broken;

        Watched(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                broken = true;
                throw e;
            }
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean runs(String id) throws InterruptedException {
        try {
            return runtime.containerStatus(id).state() == ContainerState.CONTAINER_RUNNING;
        } catch (RpcException e) {
            return !e.isNotFound(); // A runtime that does not answer has not ended the container.
        }
    }

    private LogSelection selection(Exchange exchange) throws Refusal {
        var tail = number(exchange, exchange.has("tail") ? "tail" : "tailLines");
        var limit = number(exchange, "limitBytes");
        var seconds = number(exchange, "sinceSeconds");
        var time = time(exchange.first("sinceTime"));
        boolean wrong = (tail != null && tail < 0)
                || (limit != null && limit < 1)
                || (seconds != null && (seconds < 1 || time != null));
        if (wrong) {
            throw new Refusal(422, "{\"message\": \"Invalid request.\"}");
        }
        var since = seconds == null ? time : environment.clock().instant().minusSeconds(seconds);
        return new LogSelection(tail, since, limit, exchange.flag("timestamps"), exchange.flag("follow"));
    }

    private static @Nullable Long number(Exchange exchange, String name) throws Refusal {
        var text = exchange.first(name);
        if (!exchange.has(name) || (name.equals("tail") && text.equals("all"))) {
            return null;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Refusal(400, UNDECODABLE);
        }
    }

    private static @Nullable Instant time(String text) throws Refusal {
        if (text.isEmpty() || text.equals("null")) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new Refusal(400, UNDECODABLE);
        }
    }
}
