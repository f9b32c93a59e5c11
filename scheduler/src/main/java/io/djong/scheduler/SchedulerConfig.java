package io.djong.scheduler;

import io.djong.scheduler.profile.ProfileConfig;
import io.djong.scheduler.queue.QueueOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a scheduler is told.
///
/// @param profiles one per scheduler name; at least one
/// @param percentageOfNodesToScore when to stop looking for more nodes, 1 to 100; 0 adapts to the cluster's size; for
///     profiles without their own
/// @param queue how long pods wait
/// @param host names this scheduler in events, behind the profile's name; "" when there is only one
public record SchedulerConfig(
        List<ProfileConfig> profiles, int percentageOfNodesToScore, QueueOptions queue, String host) {
    /// Upstream's defaults.
    public static final SchedulerConfig DEFAULT =
            new SchedulerConfig(List.of(ProfileConfig.DEFAULT), 0, QueueOptions.DEFAULT, "");

    public SchedulerConfig {
        profiles = List.copyOf(profiles);
        if (profiles.isEmpty()) throw new IllegalArgumentException("a scheduler needs a profile");
        Set<String> names = new HashSet<>();
        for (ProfileConfig profile : profiles) {
            if (!names.add(profile.schedulerName())) {
                throw new IllegalArgumentException("two profiles for " + profile.schedulerName());
            }
        }
    }

    /// The same, with another host.
    public SchedulerConfig withHost(String name) {
        return new SchedulerConfig(profiles, percentageOfNodesToScore, queue, name);
    }
}
