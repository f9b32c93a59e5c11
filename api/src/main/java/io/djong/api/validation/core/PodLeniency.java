package io.djong.api.validation.core;

/// What is let pass because the object that is changed has it already, and what the cluster lets pass.
///
/// @param ofPod whether the spec is of a pod, not of a template for pods
/// @param privileged whether privileged containers are allowed in this cluster
/// @param anySelectorValues whether selectors of pod affinity may ask for values that no label can have
/// @param anyNodeValues whether required node affinity may ask for values that no label can have
/// @param anySpreadSelector whether selectors of topology spread constraints may be wrong
/// @param brokenPages whether amounts of huge pages may be no multiple of the page
/// @param hostSysctls whether kernel parameters of a namespace shared with the host may be set
/// @param anyTokenPath whether projected tokens may lie outside the volume
/// @param anyLabelPolicy whether the policy for SELinux labels may be one that is not on by default
record PodLeniency(
        boolean ofPod,
        boolean privileged,
        boolean anySelectorValues,
        boolean anyNodeValues,
        boolean anySpreadSelector,
        boolean brokenPages,
        boolean hostSysctls,
        boolean anyTokenPath,
        boolean anyLabelPolicy) {
    /// Nothing for old times' sake.
    static PodLeniency strict(boolean ofPod, boolean privileged) {
        return new PodLeniency(ofPod, privileged, false, false, false, false, false, false, false);
    }
}
