package io.djong.controllermanager.deployment;

import io.djong.api.types.apps.v1.DeploymentStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one run does, in this order.
///
/// @param status the deployment's status when all steps have been performed
/// @param revision the deployment's revision annotation, "" to leave it
/// @param newSet the name of the set of the present template, "" when there is none: for messages
/// @param recheckAfter when the progress deadline has to be looked at, null when not
record Plan(
        List<Step> steps,
        DeploymentStatus status,
        String revision,
        String newSet,
        @Nullable Duration recheckAfter) {
    Plan {
        steps = List.copyOf(steps);
    }
}
