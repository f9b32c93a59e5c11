package io.djong.apiserver.admission;

import io.djong.api.meta.KubeObject;
import io.djong.client.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The plug-ins in running order.
public final class AdmissionChain {
    /// Admits everything.
    public static final AdmissionChain NONE = new AdmissionChain(List.of());

    private final List<AdmissionPlugin> plugins;
    private final @Nullable AdmissionMetrics metrics;

    /// @param plugins in the order in which they run
    public AdmissionChain(List<AdmissionPlugin> plugins) {
        this(plugins, null);
    }

    /// @param plugins in the order in which they run
    /// @param metrics told of every run; null when nobody wants to know
    public AdmissionChain(List<AdmissionPlugin> plugins, @Nullable AdmissionMetrics metrics) {
        this.plugins = List.copyOf(plugins);
        this.metrics = metrics;
    }

    /// Lets each plug-in change the object.
    ///
    /// @return the object as the last one left it
    public <T extends KubeObject> T mutate(AdmissionRequest request, T object)
            throws ApiException, InterruptedException {
        if (metrics == null) {
            return mutated(request, object);
        }
        var begun = metrics.begin();
        var passed = false;
        try {
            var result = mutated(request, object);
            passed = true;
            return result;
        } finally {
            metrics.end(request.operation(), "admit", !passed, begun);
        }
    }

    private <T extends KubeObject> T mutated(AdmissionRequest request, T object)
            throws ApiException, InterruptedException {
        KubeObject current = object;
        for (var plugin : plugins) {
            var seen = request.withObject(current);
            if (plugin.handles(seen)) {
                current = plugin.mutate(seen, current);
            }
        }
        @SuppressWarnings("unchecked") // plug-ins return the type they were given
        var result = (T) current;
        return result;
    }

    /// Lets each plug-in refuse the object.
    public void validate(AdmissionRequest request) throws ApiException, InterruptedException {
        if (metrics == null) {
            validated(request);
            return;
        }
        var begun = metrics.begin();
        var passed = false;
        try {
            validated(request);
            passed = true;
        } finally {
            metrics.end(request.operation(), "validate", !passed, begun);
        }
    }

    private void validated(AdmissionRequest request) throws ApiException, InterruptedException {
        for (var plugin : plugins) {
            if (plugin.handles(request)) {
                plugin.validate(request);
            }
        }
    }

    /// The names, in running order.
    public List<String> names() {
        return plugins.stream().map(AdmissionPlugin::name).toList();
    }
}
