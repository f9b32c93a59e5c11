package io.djong.apiserver.registry.core;

import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.meta.v1.TableColumnDefinition;
import io.djong.apiserver.resource.Ages;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Columns;
import java.time.Instant;
import java.util.List;

/// The table of pods; one summary a row.
final class PodColumns implements Columns<Pod> {
    private static final ColumnTable<Pod> DEFINITIONS = ColumnTable.<Pod>named()
            .text("Ready", "Containers that are ready, of all that stay.", pod -> "")
            .text("Status", "How it is, in one word.", pod -> "")
            .text("Restarts", "How often its containers were restarted, and how long ago the last time.", pod -> "")
            .age()
            .wide("IP", "Its address.", pod -> "")
            .wide("Node", "Where it runs.", pod -> "")
            .wide("Nominated Node", "Where room is being made for it.", pod -> "")
            .wide("Readiness Gates", "Further conditions that hold, of all that must.", pod -> "");

    @Override
    public List<TableColumnDefinition> definitions() {
        return DEFINITIONS.definitions();
    }

    @Override
    public List<Object> cells(Pod pod, Instant now) {
        var summary = PodSummary.of(pod);
        var ips = pod.status().podIPs();
        return List.of(
                pod.metadata().name(),
                summary.ready(),
                summary.status(),
                summary.restarts(now),
                Ages.since(pod.metadata().creationTimestamp(), now),
                Cells.orNone(
                        ips.isEmpty() ? pod.status().podIP() : ips.getFirst().ip()),
                Cells.orNone(pod.spec().nodeName()),
                Cells.orNone(pod.status().nominatedNodeName()),
                readinessGates(pod));
    }

    private static String readinessGates(Pod pod) {
        var gates = pod.spec().readinessGates();
        if (gates.isEmpty()) {
            return Cells.NONE;
        }
        var met = 0;
        for (var gate : gates) {
            for (var condition : pod.status().conditions()) {
                if (condition.type().equals(gate.conditionType())) {
                    met += condition.status().equals("True") ? 1 : 0;
                    break;
                }
            }
        }
        return met + "/" + gates.size();
    }
}
