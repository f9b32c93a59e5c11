package io.djong.scheduler.framework;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plug-in's answer. Immutable; plug-ins make theirs once, so that saying no to a thousand nodes allocates nothing.
///
/// @param reasons for people, counted over the nodes in the pod's message; empty for success
/// @param plugin whose answer it is; "" for nobody's
/// @param failure what went wrong, for [Code#ERROR]
public record Status(
        Code code,
        List<String> reasons,
        String plugin,
        @Nullable Throwable failure) {
    /// Go on.
    public static final Status SUCCESS = new Status(Code.SUCCESS, List.of(), "", null);

    /// Nothing to say about this pod.
    public static final Status SKIP = new Status(Code.SKIP, List.of(), "", null);

    public Status {
        reasons = List.copyOf(reasons);
    }

    /// Not here, unless pods go.
    public static Status unschedulable(String plugin, String... reasons) {
        return new Status(Code.UNSCHEDULABLE, List.of(reasons), plugin, null);
    }

    /// Not here, whatever happens.
    public static Status unresolvable(String plugin, String... reasons) {
        return new Status(Code.UNSCHEDULABLE_AND_UNRESOLVABLE, List.of(reasons), plugin, null);
    }

    /// Something went wrong.
    public static Status error(String plugin, Throwable failure) {
        return new Status(Code.ERROR, List.of(String.valueOf(failure.getMessage())), plugin, failure);
    }

    /// Whether to go on.
    public boolean isSuccess() {
        return code == Code.SUCCESS;
    }

    /// Whether it is a no, in contrast to a failure.
    public boolean isRejected() {
        return code == Code.UNSCHEDULABLE || code == Code.UNSCHEDULABLE_AND_UNRESOLVABLE || code == Code.PENDING;
    }

    /// The reasons in one line.
    public String message() {
        return String.join(", ", reasons);
    }
}
