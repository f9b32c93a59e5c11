package io.djong.api.validation.core;

import io.djong.api.meta.IntOrString;
import io.djong.api.types.core.v1.ExecAction;
import io.djong.api.types.core.v1.HTTPGetAction;
import io.djong.api.types.core.v1.Lifecycle;
import io.djong.api.types.core.v1.LifecycleHandler;
import io.djong.api.types.core.v1.Probe;
import io.djong.api.types.core.v1.SleepAction;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.KeyNames;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.Ports;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Probes, and what runs when a container has started or must stop.
final class HandlerRules {
    private static final List<String> SCHEMES = List.of("HTTP", "HTTPS");

    private HandlerRules() {}

    /// Liveness and startup.
    static void oneSuccess(FieldErrors errors, FieldPath path, @Nullable Probe probe) {
        if (probe != null) {
            probe(errors, path, probe);
            if (probe.successThreshold() != 1) {
                errors.invalid(path.child("successThreshold"), probe.successThreshold(), "must be 1");
            }
        }
    }

    static void readiness(FieldErrors errors, FieldPath path, @Nullable Probe probe) {
        if (probe != null) {
            probe(errors, path, probe);
            if (probe.terminationGracePeriodSeconds() != null) {
                errors.invalid(
                        path.child("terminationGracePeriodSeconds"),
                        probe.terminationGracePeriodSeconds(),
                        "must not be set for readinessProbes");
            }
        }
    }

    private static void probe(FieldErrors errors, FieldPath path, Probe probe) {
        int handlers = exec(errors, path, probe.exec(), 0);
        handlers = http(errors, path, probe.httpGet(), handlers);
        var tcp = probe.tcpSocket();
        handlers = tcp(errors, path, tcp == null ? null : tcp.port(), handlers);
        if (probe.grpc() != null && first(errors, path.child("grpc"), handlers)) {
            handlers++;
            var port = probe.grpc().port();
            errors.invalidEach(path.child("grpc", "port"), port, Ports.number(port));
        }
        some(errors, path, handlers);
        Numbers.notNegative(errors, path.child("initialDelaySeconds"), probe.initialDelaySeconds());
        Numbers.notNegative(errors, path.child("timeoutSeconds"), probe.timeoutSeconds());
        Numbers.notNegative(errors, path.child("periodSeconds"), probe.periodSeconds());
        Numbers.notNegative(errors, path.child("successThreshold"), probe.successThreshold());
        Numbers.notNegative(errors, path.child("failureThreshold"), probe.failureThreshold());
        Long grace = probe.terminationGracePeriodSeconds();
        if (grace != null && grace <= 0) {
            errors.invalid(path.child("terminationGracePeriodSeconds"), grace, "must be greater than 0");
        }
    }

    static void lifecycle(FieldErrors errors, FieldPath path, Lifecycle lifecycle, PodFacts pod) {
        if (lifecycle.postStart() != null) {
            handler(errors, path.child("postStart"), lifecycle.postStart(), pod);
        }
        if (lifecycle.preStop() != null) {
            handler(errors, path.child("preStop"), lifecycle.preStop(), pod);
        }
    }

    private static void handler(FieldErrors errors, FieldPath path, LifecycleHandler handler, PodFacts pod) {
        int handlers = exec(errors, path, handler.exec(), 0);
        handlers = http(errors, path, handler.httpGet(), handlers);
        var tcp = handler.tcpSocket();
        handlers = tcp(errors, path, tcp == null ? null : tcp.port(), handlers);
        if (handler.sleep() != null && first(errors, path.child("sleep"), handlers)) {
            handlers++;
            sleep(errors, path.child("sleep"), handler.sleep(), pod.spec().terminationGracePeriodSeconds());
        }
        some(errors, path, handlers);
    }

    private static boolean first(FieldErrors errors, FieldPath path, int handlers) {
        if (handlers > 0) {
            errors.forbidden(path, "may not specify more than 1 handler type");
        }
        return handlers == 0;
    }

    private static void some(FieldErrors errors, FieldPath path, int handlers) {
        if (handlers == 0) {
            errors.required(path, "must specify a handler type");
        }
    }

    private static int exec(FieldErrors errors, FieldPath path, @Nullable ExecAction exec, int handlers) {
        if (exec == null || !first(errors, path.child("exec"), handlers)) {
            return handlers;
        }
        if (exec.command().isEmpty()) {
            errors.required(path.child("exec", "command"));
        }
        return handlers + 1;
    }

    private static int http(FieldErrors errors, FieldPath path, @Nullable HTTPGetAction http, int handlers) {
        if (http == null || !first(errors, path.child("httpGet"), handlers)) {
            return handlers;
        }
        var at = path.child("httpGet");
        if (http.path().isEmpty()) {
            errors.required(at.child("path"));
        }
        port(errors, at.child("port"), http.port());
        if (!SCHEMES.contains(http.scheme())) {
            errors.notSupported(at.child("scheme"), http.scheme(), SCHEMES);
        }
        for (var header : http.httpHeaders()) {
            errors.invalidEach(at.child("httpHeaders"), header.name(), KeyNames.header(header.name()));
        }
        return handlers + 1;
    }

    private static int tcp(FieldErrors errors, FieldPath path, @Nullable IntOrString port, int handlers) {
        if (port == null || !first(errors, path.child("tcpSocket"), handlers)) {
            return handlers;
        }
        port(errors, path.child("tcpSocket", "port"), port);
        return handlers + 1;
    }

    /// A number or a name of a port.
    static void port(FieldErrors errors, FieldPath path, IntOrString port) {
        if (port.isString()) {
            errors.invalidEach(path, port.text(), Ports.name(port.text()));
        } else {
            errors.invalidEach(path, port.number(), Ports.number(port.number()));
        }
    }

    private static void sleep(FieldErrors errors, FieldPath path, SleepAction sleep, @Nullable Long grace) {
        if (grace != null && (sleep.seconds() < 0 || sleep.seconds() > grace)) {
            errors.invalid(
                    path,
                    sleep.seconds(),
                    "must be non-negative and less than terminationGracePeriodSeconds (" + grace + ")");
        }
    }
}
