package io.djong.apiserver.serviceaddresses;

import io.djong.api.types.meta.v1.Condition;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.networking.v1.ServiceCIDR;
import io.djong.api.types.networking.v1.ServiceCIDRSpec;
import io.djong.api.types.networking.v1.ServiceCIDRStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the ServiceCIDR `kubernetes` should be. Pure.
final class DefaultRangePlan {
    static final String NAME = "kubernetes";
    private static final String READY = "Ready";

    private DefaultRangePlan() {}

    /// A new one.
    static ServiceCIDR fresh(List<String> ranges) {
        return ServiceCIDR.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withName(NAME))
                .withSpec(ServiceCIDRSpec.EMPTY.withCidrs(ranges));
    }

    /// The object with the second family that this server is told of; null when nothing is to be added.
    static @Nullable ServiceCIDR widened(ServiceCIDR current, List<String> ranges) {
        var have = current.spec().cidrs();
        boolean more = ranges.size() == 2 && have.size() == 1 && have.getFirst().equals(ranges.getFirst());
        return more ? current.withSpec(current.spec().withCidrs(ranges)) : null;
    }

    /// The object marked as ready; null when that is said already, or not for this server to say.
    static @Nullable ServiceCIDR ready(ServiceCIDR current, List<String> ranges, Instant now) {
        if (current.metadata().deletionTimestamp() != null
                || !current.spec().cidrs().equals(ranges)) {
            return null;
        }
        var conditions = new ArrayList<Condition>();
        for (var condition : current.status().conditions()) {
            if (condition.type().equals(READY)) {
                if (!condition.status().equals("Unknown")) {
                    return null;
                }
            } else {
                conditions.add(condition);
            }
        }
        conditions.add(Condition.EMPTY
                .withType(READY)
                .withStatus("True")
                .withLastTransitionTime(now.truncatedTo(ChronoUnit.SECONDS))
                .withMessage("Kubernetes default Service CIDR is ready"));
        return current.withStatus(new ServiceCIDRStatus(conditions));
    }

    /// Whether the object is not what this server was told.
    static boolean differs(ServiceCIDR current, List<String> ranges) {
        return !current.spec().cidrs().equals(ranges);
    }
}
