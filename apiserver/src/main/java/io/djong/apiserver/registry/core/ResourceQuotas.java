package io.djong.apiserver.registry.core;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.ResourceQuota;
import io.djong.api.types.core.v1.ResourceQuotaStatus;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// How much a namespace may use altogether. Nothing counts or holds to it yet.
public final class ResourceQuotas {
    private static final List<String> COMPARED = List.of("cpu", "memory", "storage", "ephemeral-storage");

    private ResourceQuotas() {}

    /// The declaration.
    public static ResourceDeclaration<ResourceQuota> declaration() {
        return ResourceDeclaration.of(
                        CoreV1.RESOURCE_QUOTAS, "/registry/resourcequotas", new QuotaStrategy(), columns())
                .withSubresources(
                        List.of(PartView.status(ResourceQuota.TYPE, (current, sent) -> sent.withSpec(current.spec()))))
                .unenforced();
    }

    private static final class QuotaStrategy implements Strategy<ResourceQuota> {
        @Override
        public ResourceQuota prepareForCreate(ResourceQuota quota, OperationContext context) {
            return quota.withStatus(ResourceQuotaStatus.EMPTY);
        }

        @Override
        public ResourceQuota prepareForUpdate(ResourceQuota quota, ResourceQuota old, OperationContext context) {
            return quota.withStatus(old.status());
        }

        /// Requests above limits.
        @Override
        public List<String> warningsOnCreate(ResourceQuota quota) {
            var hard = quota.spec().hard();
            var sentences = new ArrayList<String>(0);
            for (String resource : COMPARED) {
                String name = "requests." + resource;
                var bare = hard.get(resource);
                if (!hard.containsKey(name) && bare != null && COMPARED.indexOf(resource) < 2) {
                    name = resource;
                }
                var request = hard.get(name);
                var limit = hard.get("limits." + resource);
                if (request != null && limit != null && request.compareTo(limit) > 0) {
                    sentences.add("ResourceQuota " + name + " (" + request + ") should be less than limits." + resource
                            + " (" + limit + ")");
                }
            }
            return sentences;
        }

        @Override
        public boolean returnsDeletedObject() {
            return true;
        }
    }

    private static ColumnTable<ResourceQuota> columns() {
        return ColumnTable.<ResourceQuota>named()
                .text("Request", "What is asked for, of what may be.", quota -> amounts(quota.status(), false))
                .text("Limit", "What is allowed, of what may be.", quota -> amounts(quota.status(), true))
                .age();
    }

    private static String amounts(ResourceQuotaStatus status, boolean ofLimits) {
        var text = new StringJoiner(", ");
        status.hard().forEach((name, hard) -> {
            if (name.startsWith("limits.") == ofLimits) {
                text.add(name + ": " + status.used().getOrDefault(name, Quantity.ZERO) + "/" + hard);
            }
        });
        return text.toString();
    }
}
