package io.djong.controllermanager.context;

import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.client.events.EventRecorder;
import io.djong.client.informer.InformerFactory;

/// What every controller is made of.
///
/// @param client writes as this controller's user
/// @param informers shared by all controllers, read as the manager's user
/// @param events tells in this controller's name
public record ControllerContext(
        Environment environment,
        MetricRegistry metrics,
        KubeClient client,
        InformerFactory informers,
        EventRecorder events) {}
