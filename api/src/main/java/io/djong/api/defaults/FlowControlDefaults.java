package io.djong.api.defaults;

import io.djong.api.types.flowcontrol.v1.ExemptPriorityLevelConfiguration;
import io.djong.api.types.flowcontrol.v1.FlowSchema;
import io.djong.api.types.flowcontrol.v1.LimitedPriorityLevelConfiguration;
import io.djong.api.types.flowcontrol.v1.PriorityLevelConfiguration;
import io.djong.api.types.flowcontrol.v1.QueuingConfiguration;

/// Flow schemas and priority levels.
final class FlowControlDefaults {
    private static final int PRECEDENCE = 1_000;
    private static final int SHARES = 30;
    private static final int QUEUES = 64;
    private static final int HAND = 8;
    private static final int QUEUE_LENGTH = 50;

    private FlowControlDefaults() {}

    static FlowSchema apply(FlowSchema schema) {
        return schema.spec().matchingPrecedence() == 0
                ? schema.withSpec(schema.spec().withMatchingPrecedence(PRECEDENCE))
                : schema;
    }

    static PriorityLevelConfiguration apply(PriorityLevelConfiguration level) {
        var spec = level.spec();
        var limited = spec.limited();
        if (limited != null) {
            spec = spec.withLimited(limited(limited));
        }
        var exempt = spec.exempt();
        if (exempt != null) {
            spec = spec.withExempt(exempt(exempt));
        }
        return level.withSpec(spec);
    }

    private static LimitedPriorityLevelConfiguration limited(LimitedPriorityLevelConfiguration given) {
        var limited = given.nominalConcurrencyShares() == null ? given.withNominalConcurrencyShares(SHARES) : given;
        if (limited.lendablePercent() == null) {
            limited = limited.withLendablePercent(0);
        }
        var queuing = limited.limitResponse().queuing();
        return queuing == null
                ? limited
                : limited.withLimitResponse(limited.limitResponse().withQueuing(queuing(queuing)));
    }

    private static ExemptPriorityLevelConfiguration exempt(ExemptPriorityLevelConfiguration given) {
        var exempt = given.nominalConcurrencyShares() == null ? given.withNominalConcurrencyShares(0) : given;
        return exempt.lendablePercent() == null ? exempt.withLendablePercent(0) : exempt;
    }

    private static QueuingConfiguration queuing(QueuingConfiguration given) {
        return new QueuingConfiguration(
                given.queues() == 0 ? QUEUES : given.queues(),
                given.handSize() == 0 ? HAND : given.handSize(),
                given.queueLengthLimit() == 0 ? QUEUE_LENGTH : given.queueLengthLimit());
    }
}
