package io.djong.scheduler.profile;

import io.djong.client.KubeClient;
import io.djong.client.informer.InformerFactory;
import io.djong.scheduler.snapshot.ResourceIndex;
import java.util.random.RandomGenerator;

/// What plug-ins are made of.
///
/// @param resources the index that the snapshot uses
/// @param client writes as the scheduler's user
/// @param informers of the scheduler; what a plug-in asks for is started with the others
/// @param random settles what chance decides
public record PluginContext(
        ResourceIndex resources, KubeClient client, InformerFactory informers, RandomGenerator random) {}
