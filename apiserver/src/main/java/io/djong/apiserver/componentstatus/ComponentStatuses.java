package io.djong.apiserver.componentstatus;

import io.djong.api.meta.Resource;
import io.djong.api.types.core.v1.ComponentCondition;
import io.djong.api.types.core.v1.ComponentStatus;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.StatusDetails;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.cache.FormCache;
import io.djong.apiserver.cache.StorageCodec;
import io.djong.apiserver.content.Negotiation;
import io.djong.apiserver.content.Renderers;
import io.djong.apiserver.content.Version;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.EntryFilter;
import io.djong.apiserver.resource.Page;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import io.djong.apiserver.verbs.ListParameters;
import io.djong.apiserver.verbs.ServedResource;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The components' own answers, as objects that can be read and listed.
public final class ComponentStatuses implements ServedResource, AutoCloseable {
    private static final String HEALTHY = "Healthy";
    private static final Map<String, Integer> PORTS = new LinkedHashMap<>();
    private static final String STORE = "etcd-0";

    static {
        PORTS.put("scheduler", 10_259);
        PORTS.put("controller-manager", 10_257);
    }

    private final HealthProbe probe;
    private final Supplier<@Nullable String> storeFailure;
    private final Version<ComponentStatus, ComponentStatus> version = Version.hub(CoreV1.COMPONENT_STATUSES);
    private final ResourceDeclaration<ComponentStatus> declaration;
    private final Renderers<ComponentStatus> renderers;
    private final StorageCodec<ComponentStatus> codec = new StorageCodec<>(CoreV1.COMPONENT_STATUSES);

    /// @param storeFailure what is wrong with the store; null while all is well
    public ComponentStatuses(Environment environment, Supplier<@Nullable String> storeFailure) {
        this.probe = new HealthProbe(environment);
        this.storeFailure = storeFailure;
        this.declaration = ResourceDeclaration.of(CoreV1.COMPONENT_STATUSES, "", new Strategy<>() {}, columns());
        this.renderers = new Renderers<>(declaration, version, new FormCache(0), environment.clock());
    }

    private static ColumnTable<ComponentStatus> columns() {
        return ColumnTable.<ComponentStatus>named()
                .text("Status", "Status of the component conditions", ComponentStatuses::health)
                .text(
                        "Message",
                        "Message of the component conditions",
                        status -> condition(status).message())
                .text(
                        "Error",
                        "Error of the component conditions",
                        status -> condition(status).error());
    }

    private static String health(ComponentStatus status) {
        return switch (condition(status).status()) {
            case "True" -> HEALTHY;
            case "" -> "Unknown";
            default -> "Unhealthy";
        };
    }

    private static ComponentCondition condition(ComponentStatus status) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(HEALTHY))
                .findFirst()
                .orElse(ComponentCondition.EMPTY);
    }

    @Override
    public Resource<ComponentStatus> resource() {
        return CoreV1.COMPONENT_STATUSES;
    }

    @Override
    public void handle(ApiExchange exchange) throws ApiException, InterruptedException {
        var info = exchange.info();
        if (!info.subresource().isEmpty() || !info.namespace().isEmpty()) {
            throw Failures.notServed();
        }
        var read = List.of("get", "list", "watch").contains(info.verb());
        if (read) {
            exchange.warnings().add(version.deprecation());
        }
        if (!read || info.verb().equals("watch")) {
            throw refused(info.verb());
        }
        var accepted = Negotiation.of(exchange.header("Accept"), true, exchange.pretty());
        var renderer = renderers.of(accepted, exchange);
        renderer.check(info.verb().equals("list"));
        var body = info.verb().equals("get")
                ? renderer.object(status(info.pathName()))
                : renderer.list(list(exchange)).all();
        exchange.send(200, renderer.contentType(), body);
    }

    private static ApiException refused(String verb) {
        return verb.equals("watch")
                ? Failures.methodNotSupported(CoreV1.COMPONENT_STATUSES, verb)
                : Failures.methodNotAllowed();
    }

    private Page<ComponentStatus> list(ApiExchange exchange) throws ApiException, InterruptedException {
        var filter = new EntryFilter<>(declaration, ListParameters.of(exchange, declaration));
        var names = new ArrayList<>(PORTS.keySet());
        names.add(STORE);
        var entries = new ArrayList<CacheEntry<ComponentStatus>>();
        for (var name : names) {
            var entry = codec.entry(name, status(name));
            if (filter.matches(entry)) {
                entries.add(entry);
            }
        }
        return new Page<>(entries, 0, "", null);
    }

    private ComponentStatus status(String name) throws ApiException, InterruptedException {
        var port = PORTS.get(name);
        if (port != null) {
            var answer = probe.ask(port);
            return status(name, answer.healthy(), answer.said(), "");
        }
        if (!name.equals(STORE)) {
            throw Failures.refused(
                    404,
                    "NotFound",
                    "componentstatus \"" + name + "\" not found",
                    StatusDetails.EMPTY.withName(name).withKind("componentstatus"));
        }
        var failure = storeFailure.get();
        return failure == null ? status(name, true, "ok", "") : status(name, false, "", failure);
    }

    private static ComponentStatus status(String name, boolean healthy, String message, String error) {
        var condition = new ComponentCondition(HEALTHY, healthy ? "True" : "False", message, error);
        return new ComponentStatus(ObjectMeta.EMPTY.withName(name), List.of(condition));
    }

    @Override
    public void close() {
        probe.close();
    }
}
