package io.djong.apiserver.registry.autoscaling;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.autoscaling.v2.MetricSpec;
import io.djong.api.types.autoscaling.v2.MetricStatus;
import io.djong.api.types.autoscaling.v2.MetricTarget;
import io.djong.api.types.autoscaling.v2.MetricValueStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Metrics as a table shows them: `cpu: 50%/80%, 3/5 (avg) + 1 more...`.
final class MetricCells {
    private static final int SHOWN_MAX = 2;
    private static final String UNKNOWN = "<unknown>";

    private MetricCells() {}

    static String targets(List<MetricSpec> metrics, List<MetricStatus> statuses) {
        if (metrics.isEmpty()) {
            return "<none>";
        }
        var cells = new ArrayList<String>();
        for (int i = 0; i < Math.min(SHOWN_MAX, metrics.size()); i++) {
            cells.add(cell(metrics.get(i), i < statuses.size() ? statuses.get(i) : MetricStatus.EMPTY));
        }
        var text = String.join(", ", cells);
        return metrics.size() > SHOWN_MAX ? text + " + " + (metrics.size() - SHOWN_MAX) + " more..." : text;
    }

    private static String cell(MetricSpec metric, MetricStatus status) {
        return switch (metric.type()) {
            case "External" -> {
                var now = status.external();
                yield metric.external() == null
                        ? UNKNOWN
                        : value(metric.external().target(), now == null ? null : now.current());
            }
            case "Object" -> {
                var now = status.object();
                yield metric.object() == null
                        ? UNKNOWN
                        : value(metric.object().target(), now == null ? null : now.current());
            }
            case "Pods" -> {
                var now = status.pods();
                yield metric.pods() == null
                        ? UNKNOWN
                        : (now == null ? UNKNOWN : text(now.current().averageValue())) + "/"
                                + text(metric.pods().target().averageValue());
            }
            case "Resource" -> {
                var now = status.resource();
                yield metric.resource() == null
                        ? UNKNOWN
                        : metric.resource().name() + ": "
                                + amount(metric.resource().target(), now == null ? null : now.current());
            }
            case "ContainerResource" -> {
                var now = status.containerResource();
                yield metric.containerResource() == null
                        ? UNKNOWN
                        : metric.containerResource().name() + ": "
                                + amount(metric.containerResource().target(), now == null ? null : now.current());
            }
            default -> "<unknown type>";
        };
    }

    private static String value(MetricTarget target, @Nullable MetricValueStatus now) {
        if (target.averageValue() != null) {
            return (now == null || now.averageValue() == null ? UNKNOWN : text(now.averageValue())) + "/"
                    + text(target.averageValue()) + " (avg)";
        }
        return (now == null ? UNKNOWN : text(now.value())) + "/" + text(target.value());
    }

    private static String amount(MetricTarget target, @Nullable MetricValueStatus now) {
        if (target.averageValue() != null) {
            return (now == null ? UNKNOWN : text(now.averageValue())) + "/" + text(target.averageValue());
        }
        var percent = target.averageUtilization();
        return (now == null || now.averageUtilization() == null ? UNKNOWN : now.averageUtilization() + "%") + "/"
                + (percent == null ? "<auto>" : percent + "%");
    }

    private static String text(@Nullable Quantity amount) {
        return amount == null ? "<nil>" : amount.toString();
    }
}
