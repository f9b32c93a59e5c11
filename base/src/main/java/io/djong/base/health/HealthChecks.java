package io.djong.base.health;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The checks behind one path, and upstream's answers (kube-apiserver's health endpoints;
/// `apiserver/pkg/server/healthz`).
///
/// Whoever asks without `verbose` learns `ok`. A failure is always told in full, but its reasons
/// are withheld, as the path is public. Immutable, safe for use by several threads.
public final class HealthChecks {
    /// Hears of every look at a check.
    @FunctionalInterface
    public interface Observer {
        /// @param path of the checks: `livez`
        void looked(String path, String check, boolean well);
    }

    private final String name;
    private final Map<String, HealthCheck> checks;
    private final Observer observer;

    /// @param name of the path: `livez`, `readyz`, `healthz`
    /// @param checks in the order in which they are told; none means `ping`
    /// @throws IllegalArgumentException if two have the same name
    public HealthChecks(String name, List<HealthCheck> checks) {
        this(name, checks, (path, check, well) -> {});
    }

    private HealthChecks(String name, List<HealthCheck> checks, Observer observer) {
        this.name = name;
        this.observer = observer;
        this.checks = new LinkedHashMap<>();
        for (HealthCheck check : checks.isEmpty() ? List.of(HealthCheck.ping()) : checks) {
            if (this.checks.putIfAbsent(check.name(), check) != null) {
                throw new IllegalArgumentException("two checks are called " + check.name());
            }
        }
    }

    /// `livez`, `readyz`, `healthz`.
    public String name() {
        return name;
    }

    /// The same checks, of which somebody else hears.
    public HealthChecks observedBy(Observer other) {
        return new HealthChecks(name, List.copyOf(checks.values()), other);
    }

    /// Names of the checks, in the order in which they are told.
    public List<String> names() {
        return List.copyOf(checks.keySet());
    }

    /// The answer to `/livez`.
    ///
    /// @param verbose whether the query has `verbose`, with any value
    /// @param excluded the values of `exclude` in the query
    public HealthAnswer all(boolean verbose, Collection<String> excluded) {
        var unknown = new TreeSet<>(excluded);
        var text = new StringBuilder();
        var detail = new StringBuilder();
        for (HealthCheck check : checks.values()) {
            if (unknown.remove(check.name())) {
                text.append("[+]").append(check.name()).append(" excluded: ok\n");
                continue;
            }
            String failure = look(check);
            if (failure == null) {
                text.append("[+]").append(check.name()).append(" ok\n");
            } else {
                text.append("[-]").append(check.name()).append(" failed: reason withheld\n");
                detail.append("[-]").append(check.name()).append(" failed: ").append(failure);
                detail.append('\n');
            }
        }
        if (!unknown.isEmpty()) {
            text.append("warn: some health checks cannot be excluded: no matches for ")
                    .append(quoted(unknown))
                    .append('\n');
        }
        if (!detail.isEmpty()) {
            return new HealthAnswer(500, text + name + " check failed\n", detail.toString());
        }
        return new HealthAnswer(200, verbose ? text + name + " check passed\n" : "ok", "");
    }

    /// The answer to `/livez/NAME`; 404 when there is no such check.
    ///
    /// @param check the rest of the path, which may have slashes
    public HealthAnswer one(String check) {
        var known = checks.get(check);
        if (known == null) return new HealthAnswer(404, "404 page not found\n", "");
        String failure = look(known);
        if (failure == null) return new HealthAnswer(200, "ok", "");
        return new HealthAnswer(
                500, "internal server error: " + failure + "\n", "[-]" + check + " failed: " + failure + "\n");
    }

    /// A probe that throws is a bug, and not well.
    private @Nullable String look(HealthCheck check) {
        String failure;
        try {
            failure = check.probe().failure();
        } catch (RuntimeException e) {
            failure = "the check itself failed: " + e;
        }
        observer.looked(name, check.name(), failure == null);
        return failure;
    }

    private static String quoted(Collection<String> names) {
        return names.stream()
                .map(name -> '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(","));
    }
}
