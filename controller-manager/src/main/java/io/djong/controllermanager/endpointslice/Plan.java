package io.djong.controllermanager.endpointslice;

import java.util.List;

/// What one run does.
///
/// @param steps creations, then updates, then deletions
/// @param added endpoints that were in no slice before
/// @param removed endpoints that are in no slice any more
/// @param withoutNode pods left out because their node does not exist (yet); the run is repeated
record Plan(List<Step> steps, int added, int removed, List<String> withoutNode) {
    Plan {
        steps = List.copyOf(steps);
        withoutNode = List.copyOf(withoutNode);
    }
}
