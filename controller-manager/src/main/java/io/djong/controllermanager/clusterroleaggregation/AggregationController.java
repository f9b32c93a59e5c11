package io.djong.controllermanager.clusterroleaggregation;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.rbac.v1.ClusterRole;
import io.djong.api.types.rbac.v1.PolicyRule;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.base.lifecycle.Service;
import io.djong.client.ApiException;
import io.djong.client.ResourceClient;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import io.djong.controllermanager.context.ControllerContext;
import java.util.List;

/// The door and the reconciler.
public final class AggregationController implements Reconciler<ObjectKey> {
    private static final int WORKERS = 5;

    private final Lister<ClusterRole> roles;
    private final ResourceClient<ClusterRole> client;

    private AggregationController(ControllerContext context, Lister<ClusterRole> roles) {
        this.roles = roles;
        this.client = context.client().of(RbacV1.CLUSTER_ROLES);
    }

    /// The controller, not started.
    public static Service create(ControllerContext context) {
        var roles = context.informers().informer(RbacV1.CLUSTER_ROLES);
        var reconciler = new AggregationController(context, roles.lister());
        var controller = new Controller<>(
                        ControllerOptions.<ObjectKey>of("ClusterRoleAggregator", WORKERS),
                        context.environment(),
                        context.metrics(),
                        reconciler)
                .waitFor(roles);
        roles.addHandler(new Changes(controller, roles.lister()));
        return controller;
    }

    @Override
    public Next reconcile(ObjectKey key) throws ApiException, InterruptedException {
        ClusterRole role = roles.get(key);
        if (role == null || role.aggregationRule() == null) return Next.onChange();
        List<PolicyRule> rules = AggregationPlan.rules(role, roles.all());
        if (!rules.equals(role.rules())) client.update(role.withRules(rules));
        return Next.onChange();
    }

    /// A change of any role may matter to every aggregating one.
    private record Changes(Controller<ObjectKey> controller, Lister<ClusterRole> roles)
            implements Handler<ClusterRole> {
        @Override
        public void added(ClusterRole role, boolean initial) {
            for (ClusterRole other : roles.all()) {
                if (other.aggregationRule() != null) controller.add(ObjectKey.of(other));
            }
        }

        @Override
        public void updated(ClusterRole before, ClusterRole after) {
            added(after, false);
        }

        @Override
        public void deleted(ClusterRole last) {
            added(last, false);
        }
    }
}
