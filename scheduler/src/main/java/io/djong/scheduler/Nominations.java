package io.djong.scheduler;

import io.djong.scheduler.snapshot.PodInfo;
import java.util.List;

/// Pods for which room is being made on a node: counted there by pods of the same or a lower priority.
@FunctionalInterface
public interface Nominations {
    /// Nobody.
    Nominations NONE = _ -> List.of();

    /// Who is nominated for the node.
    List<PodInfo> on(String node);
}
