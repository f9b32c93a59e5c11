package io.djong.scheduler.plugins.unbuilt;

import io.djong.api.types.core.v1.PodSpec;
import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.framework.PostFilterPlugin;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// DynamicResources as long as there are no claims: what it says after the filters is a part of upstream's message.
final class UnbuiltResourceClaims extends UnbuiltPlugin implements PostFilterPlugin {
    private static final PostFilterPlugin.Result NOTHING_TO_DO = new PostFilterPlugin.Result(
            Status.unschedulable("DynamicResources", "no new claims to deallocate"), null, List.of());

    UnbuiltResourceClaims(Function<PodSpec, @Nullable String> need) {
        super("DynamicResources", need);
    }

    @Override
    public PostFilterPlugin.Result postFilter(CycleState state, PodInfo pod, Snapshot snapshot, Filtered filtered) {
        return NOTHING_TO_DO;
    }
}
