package io.djong.scheduler.framework;

/// What a plug-in's answer means.
public enum Code {
    /// Goes on.
    SUCCESS("Success"),
    /// Something went wrong: the pod is tried again after a back-off.
    ERROR("Error"),
    /// Not here; removing pods of lower priority might help.
    UNSCHEDULABLE("Unschedulable"),
    /// Not here, whatever is removed.
    UNSCHEDULABLE_AND_UNRESOLVABLE("UnschedulableAndUnresolvable"),
    /// Only of Permit: not yet.
    WAIT("Wait"),
    /// Has nothing to say about this pod: is not asked again in this cycle.
    SKIP("Skip"),
    /// Not now, for a reason outside the pod; the plug-in's event brings the pod back without a back-off.
    PENDING("Pending");

    private final String label;

    Code(String label) {
        this.label = label;
    }

    /// As in metrics and logs.
    public String label() {
        return label;
    }
}
