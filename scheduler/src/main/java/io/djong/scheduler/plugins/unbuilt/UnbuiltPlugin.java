package io.djong.scheduler.plugins.unbuilt;

import io.djong.api.types.core.v1.PodSpec;
import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.framework.PreFilterPlugin;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes the place of a plug-in that is not built yet. Pods that do not need it pass; those that do stay unscheduled,
/// and their condition says why: nothing that decides placement is ignored in silence.
class UnbuiltPlugin implements PreFilterPlugin {
    private final String name;
    private final Function<PodSpec, @Nullable String> need;

    /// @param need which field of the pod needs the plug-in; null when none does
    UnbuiltPlugin(String name, Function<PodSpec, @Nullable String> need) {
        this.name = name;
        this.need = need;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Result preFilter(CycleState state, PodInfo pod, Snapshot snapshot) {
        String field = need.apply(pod.pod().spec());
        if (field == null) return Result.SKIP;
        return Result.of(Status.unresolvable(name, field + " needs " + name + ", which Djong does not have yet"));
    }
}
