package io.djong.kubelet.runtime;

import io.djong.api.json.GoQuote;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ExecAction;
import io.djong.api.types.core.v1.HTTPGetAction;
import io.djong.api.types.core.v1.HTTPHeader;
import io.djong.api.types.core.v1.LifecycleHandler;
import io.djong.base.time.Environment;
import io.djong.http.HttpException;
import io.djong.http.client.ClientRequest;
import io.djong.http.client.HttpClient;
import io.djong.http.client.Origin;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Runs what a container wants done after its start and before its end: a command in it, a request to it, or waiting.
///
/// Source: kubernetes.io/docs/concepts/containers/container-lifecycle-hooks.
final class Hooks {
    private final Environment environment;
    private final RuntimeService runtime;
    private final HttpClient http;

    /// @param http trusts every server, as hooks do
    Hooks(Environment environment, RuntimeService runtime, HttpClient http) {
        this.environment = environment;
        this.runtime = runtime;
        this.http = http;
    }

    /// A hook did not succeed. The message may hold what the container wrote, so it goes into no event.
    static final class HookException extends Exception {
        private static final long serialVersionUID = 1;

        HookException(String message) {
            super(message);
        }
    }

    /// Runs a hook to its end.
    ///
    /// @param pod in full, for messages
    /// @param podIps where an HTTP hook without a host goes
    void run(String pod, Container container, String containerId, LifecycleHandler hook, List<String> podIps)
            throws HookException, InterruptedException {
        var exec = hook.exec();
        var httpGet = hook.httpGet();
        var sleep = hook.sleep();
        if (exec != null) {
            exec(pod, container, containerId, exec);
        } else if (httpGet != null) {
            httpGet(pod, container, httpGet, podIps);
        } else if (sleep != null) {
            environment.timers().sleep(Duration.ofSeconds(sleep.seconds()));
        } else {
            throw new HookException("Cannot run handler: invalid handler");
        }
    }

    private void exec(String pod, Container container, String containerId, ExecAction exec)
            throws HookException, InterruptedException {
        String error;
        String output = "";
        try {
            var answer = runtime.execSync(containerId, exec.command(), Duration.ZERO);
            if (answer.exitCode() == 0) {
                return;
            }
            output = text(answer.stdout()) + text(answer.stderr());
            error = "command '" + String.join(" ", exec.command()) + "' exited with " + answer.exitCode() + ": "
                    + text(answer.stderr());
        } catch (RpcException e) {
            error = String.valueOf(e.getMessage());
        }
        throw new HookException(
                "Exec lifecycle hook ([" + String.join(" ", exec.command()) + "]) for Container \"" + container.name()
                        + "\" in Pod \"" + pod + "\" failed - error: " + error + ", message: "
                        + GoQuote.quote(output));
    }

    private void httpGet(String pod, Container container, HTTPGetAction action, List<String> podIps)
            throws HookException, InterruptedException {
        var fault = httpGet(container, action, podIps);
        if (!fault.isEmpty()) {
            throw new HookException("HTTP lifecycle hook (" + action.path() + ") for Container \"" + container.name()
                    + "\" in Pod \"" + pod + "\" failed - error: " + fault);
        }
    }

    /// Any answer will do: the status is not looked at, as upstream does not.
    ///
    /// @return what went wrong; "" when nothing did
    private String httpGet(Container container, HTTPGetAction action, List<String> podIps) throws InterruptedException {
        var host = action.host().isEmpty() ? (podIps.isEmpty() ? "" : podIps.getFirst()) : action.host();
        if (host.isEmpty()) {
            return "failed to find networking container: no address";
        }
        var path = action.path().startsWith("/") ? action.path() : "/" + action.path();
        boolean secure = action.scheme().equalsIgnoreCase("HTTPS");
        try {
            var origin = new Origin(secure, host, NamedPort.number(action.port(), container));
            var url = (secure ? "https://" : "http://") + NetworkFault.authority(host, origin.port()) + path;
            var request = ClientRequest.of("GET", origin, path)
                    .withHeader("Accept", "*/*")
                    .withHeader("User-Agent", "kube-lifecycle/1.36");
            for (HTTPHeader header : action.httpHeaders()) {
                request = request.withHeaders(request.headers().without(header.name()))
                        .withHeader(header.name(), header.value());
            }
            try {
                http.send(request).close();
                return "";
            } catch (HttpException e) {
                return NetworkFault.ofGet(url, e, origin);
            }
        } catch (NamedPort.UnknownPortException | IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
