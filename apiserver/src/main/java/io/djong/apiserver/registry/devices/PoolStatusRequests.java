package io.djong.apiserver.registry.devices;

import io.djong.api.types.meta.v1.Condition;
import io.djong.api.types.resource.v1alpha3.PoolStatus;
import io.djong.api.types.resource.v1alpha3.ResourcePoolStatusRequest;
import io.djong.api.types.resource.v1alpha3.ResourceV1Alpha3;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Ages;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Questions of what is left of a driver's devices, answered once.
final class PoolStatusRequests {
    private static final String COMPLETE = "Complete";
    private static final String FAILED = "Failed";

    private PoolStatusRequests() {}

    static ResourceDeclaration<ResourcePoolStatusRequest> declaration() {
        return ResourceDeclaration.of(
                        ResourceV1Alpha3.RESOURCE_POOL_STATUS_REQUESTS,
                        "/registry/resourcepoolstatusrequests",
                        new RequestStrategy(),
                        columns())
                .withSubresources(List.of(PartView.statusAlone(
                        ResourcePoolStatusRequest.TYPE,
                        (kept, sent) -> kept.withStatus(sent.status()),
                        (validation, request, old) -> validation.checkUpdateStatus(request, old))));
    }

    private static ColumnTable<ResourcePoolStatusRequest> columns() {
        return ColumnTable.<ResourcePoolStatusRequest>named()
                .text(
                        "Driver",
                        "The driver to query pools for.",
                        request -> request.spec().driver())
                .text(
                        "Total",
                        "Total number of devices across all pools.",
                        request -> sum(request, PoolStatus::totalDevices))
                .text(
                        "Available",
                        "Number of available devices across all pools.",
                        request -> sum(request, PoolStatus::availableDevices))
                .text(
                        "Allocated",
                        "Number of allocated devices across all pools.",
                        request -> sum(request, PoolStatus::allocatedDevices))
                .text(
                        "Unavailable",
                        "Number of unavailable devices across all pools.",
                        request -> sum(request, PoolStatus::unavailableDevices))
                .text(
                        "Errors",
                        "Number of pools with validation errors.",
                        request -> sum(request, pool -> pool.validationError() == null ? 0 : 1))
                .integer("Pools", "Total number of matching pools.", request -> (long) pools(request))
                .text("Status", "Processing status.", PoolStatusRequests::state)
                .column("Completed", "string", "", 0, "Time since the observation completed.", PoolStatusRequests::age);
    }

    private static String sum(ResourcePoolStatusRequest request, Function<PoolStatus, @Nullable Integer> part) {
        var status = request.status();
        var decided = decided(request);
        if (status == null || (decided != null && decided.type().equals(FAILED))) {
            return "-";
        }
        int sum = 0;
        for (var pool : status.pools()) {
            var value = part.apply(pool);
            sum += value == null ? 0 : value;
        }
        return Integer.toString(sum);
    }

    private static int pools(ResourcePoolStatusRequest request) {
        var status = request.status();
        var count = status == null ? null : status.poolCount();
        return count == null ? 0 : count;
    }

    private static String state(ResourcePoolStatusRequest request) {
        var status = request.status();
        var decided = decided(request);
        if (status == null || decided == null) {
            return "Pending";
        }
        if (decided.type().equals(FAILED)) {
            return FAILED;
        }
        var shown = status.pools().size();
        return pools(request) > shown ? "Complete (" + shown + "/" + pools(request) + " pools)" : COMPLETE;
    }

    private static String age(ResourcePoolStatusRequest request, Instant now) {
        var decided = decided(request);
        return decided == null || !decided.type().equals(COMPLETE)
                ? Cells.NONE
                : Ages.since(decided.lastTransitionTime(), now);
    }

    /// The condition that ended it; null while it is open.
    private static @Nullable Condition decided(ResourcePoolStatusRequest request) {
        var status = request.status();
        if (status != null) {
            for (var condition : status.conditions()) {
                var ends = condition.type().equals(COMPLETE) || condition.type().equals(FAILED);
                if (ends && condition.status().equals("True")) {
                    return condition;
                }
            }
        }
        return null;
    }

    private static final class RequestStrategy implements Strategy<ResourcePoolStatusRequest> {
        @Override
        public boolean returnsDeletedObject() {
            return true;
        }

        @Override
        public ResourcePoolStatusRequest prepareForCreate(ResourcePoolStatusRequest request, OperationContext context) {
            return request.withStatus(null);
        }

        @Override
        public ResourcePoolStatusRequest prepareForUpdate(
                ResourcePoolStatusRequest request, ResourcePoolStatusRequest old, OperationContext context) {
            return request.withStatus(old.status());
        }

        @Override
        public boolean allowsUnconditionalUpdate() {
            return false;
        }
    }
}
