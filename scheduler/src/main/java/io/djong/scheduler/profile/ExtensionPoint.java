package io.djong.scheduler.profile;

import io.djong.scheduler.framework.BindPlugin;
import io.djong.scheduler.framework.FilterPlugin;
import io.djong.scheduler.framework.PermitPlugin;
import io.djong.scheduler.framework.Plugin;
import io.djong.scheduler.framework.PostBindPlugin;
import io.djong.scheduler.framework.PostFilterPlugin;
import io.djong.scheduler.framework.PreBindPlugin;
import io.djong.scheduler.framework.PreEnqueuePlugin;
import io.djong.scheduler.framework.PreFilterPlugin;
import io.djong.scheduler.framework.PreScorePlugin;
import io.djong.scheduler.framework.QueueSortPlugin;
import io.djong.scheduler.framework.ReservePlugin;
import io.djong.scheduler.framework.ScorePlugin;

/// Where plug-ins are asked.
public enum ExtensionPoint {
    PRE_ENQUEUE("preEnqueue", PreEnqueuePlugin.class),
    QUEUE_SORT("queueSort", QueueSortPlugin.class),
    PRE_FILTER("preFilter", PreFilterPlugin.class),
    FILTER("filter", FilterPlugin.class),
    POST_FILTER("postFilter", PostFilterPlugin.class),
    PRE_SCORE("preScore", PreScorePlugin.class),
    SCORE("score", ScorePlugin.class),
    RESERVE("reserve", ReservePlugin.class),
    PERMIT("permit", PermitPlugin.class),
    PRE_BIND("preBind", PreBindPlugin.class),
    BIND("bind", BindPlugin.class),
    POST_BIND("postBind", PostBindPlugin.class),
    /// At all points that a plug-in has something to say at.
    MULTI_POINT("multiPoint", Plugin.class);

    private final String key;
    private final Class<? extends Plugin> type;

    ExtensionPoint(String key, Class<? extends Plugin> type) {
        this.key = key;
        this.type = type;
    }

    /// As in configuration files.
    public String key() {
        return key;
    }

    /// Whether the plug-in has something to say here.
    public boolean isOf(Plugin plugin) {
        return type.isInstance(plugin);
    }
}
