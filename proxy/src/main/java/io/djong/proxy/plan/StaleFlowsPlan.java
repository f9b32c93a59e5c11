package io.djong.proxy.plan;

import io.djong.api.ip.IpAddress;
import org.jspecify.annotations.Nullable;

/// Which tracked UDP connections to forget: the kernel would send their packets to an endpoint that serves no more,
/// for as long as they keep coming. Pure.
///
/// Traffic policies, hints and readiness do not count: a change of those leaves connections alone, as with TCP. A
/// service without any serving endpoint keeps its connections, too: there is nothing better for them.
public final class StaleFlowsPlan {
    private StaleFlowsPlan() {}

    /// @param rule of the frontend that the connection's first packet was for; null when no service has it any more
    /// @param answering where its answers come from
    public static boolean isStale(@Nullable FrontendRule rule, IpAddress answering) {
        if (rule == null) {
            return true;
        }
        return !rule.serving().isEmpty() && !rule.serving().contains(answering);
    }
}
