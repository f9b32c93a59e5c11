package io.djong.scheduler.profile;

import io.djong.api.types.policy.v1.PodDisruptionBudget;
import io.djong.client.KubeClient;
import io.djong.client.informer.InformerFactory;
import io.djong.scheduler.snapshot.ResourceIndex;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// What plug-ins are made of.
///
/// @param resources the index that the snapshot uses
/// @param client writes as the scheduler's user
/// @param informers of the scheduler; what a plug-in asks for is started with the others
/// @param budgets the disruption budgets as they are now
/// @param random settles what chance decides
public record PluginContext(
        ResourceIndex resources,
        KubeClient client,
        InformerFactory informers,
        Supplier<List<PodDisruptionBudget>> budgets,
        RandomGenerator random) {}
