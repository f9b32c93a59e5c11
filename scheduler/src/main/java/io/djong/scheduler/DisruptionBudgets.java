package io.djong.scheduler;

import io.djong.api.types.policy.v1.PodDisruptionBudget;
import io.djong.api.types.policy.v1.PolicyV1;
import io.djong.base.log.Log;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.informer.Informer;
import io.djong.client.informer.InformerFactory;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The disruption budgets, where the server has any: it may be one that does not serve them (yet).
final class DisruptionBudgets implements Supplier<List<PodDisruptionBudget>> {
    private static final Log LOG = Log.of(DisruptionBudgets.class);

    private final KubeClient client;
    private final InformerFactory informers;
    private volatile @Nullable Informer<PodDisruptionBudget> informer;

    DisruptionBudgets(KubeClient client, InformerFactory informers) {
        this.client = client;
        this.informers = informers;
    }

    /// Follows them if they are served.
    void start() throws InterruptedException {
        try {
            client.of(PolicyV1.POD_DISRUPTION_BUDGETS).list(ListQuery.ALL.withPage(1, ""));
        } catch (ApiException e) {
            if (e.isNotFound()) {
                LOG.debug("The server has no disruption budgets; preemption goes without");
                return;
            }
            // It may have them: the informer goes on trying.
            LOG.debug("Disruption budgets could not be read yet", e);
        }
        Informer<PodDisruptionBudget> started = informers.informer(PolicyV1.POD_DISRUPTION_BUDGETS);
        started.start();
        informer = started;
    }

    @Override
    public List<PodDisruptionBudget> get() {
        Informer<PodDisruptionBudget> started = informer;
        return started == null ? List.of() : started.lister().all();
    }
}
