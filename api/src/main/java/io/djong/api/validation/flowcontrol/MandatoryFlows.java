package io.djong.api.validation.flowcontrol;

import io.djong.api.types.flowcontrol.v1.ExemptPriorityLevelConfiguration;
import io.djong.api.types.flowcontrol.v1.FlowDistinguisherMethod;
import io.djong.api.types.flowcontrol.v1.FlowSchemaSpec;
import io.djong.api.types.flowcontrol.v1.GroupSubject;
import io.djong.api.types.flowcontrol.v1.LimitResponse;
import io.djong.api.types.flowcontrol.v1.LimitedPriorityLevelConfiguration;
import io.djong.api.types.flowcontrol.v1.NonResourcePolicyRule;
import io.djong.api.types.flowcontrol.v1.PolicyRulesWithSubjects;
import io.djong.api.types.flowcontrol.v1.PriorityLevelConfigurationReference;
import io.djong.api.types.flowcontrol.v1.PriorityLevelConfigurationSpec;
import io.djong.api.types.flowcontrol.v1.ResourcePolicyRule;
import io.djong.api.types.flowcontrol.v1.Subject;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The objects of flow control that every server has and whose wanted state nobody changes: `exempt` and
/// `catch-all` of both kinds. Source: upstream's page "API Priority and Fairness", mandatory configuration.
final class MandatoryFlows {
    static final String EXEMPT = "exempt";
    static final String CATCH_ALL = "catch-all";
    private static final List<String> ALL = List.of("*");
    private static final int CATCH_ALL_PRECEDENCE = 10_000;
    private static final int CATCH_ALL_SHARES = 5;

    private MandatoryFlows() {}

    /// The fixed state of this schema; null when it has none.
    static @Nullable FlowSchemaSpec schema(String name) {
        return switch (name) {
            case EXEMPT -> spec(EXEMPT, 1, null, "system:masters");
            case CATCH_ALL ->
                spec(
                        CATCH_ALL,
                        CATCH_ALL_PRECEDENCE,
                        new FlowDistinguisherMethod("ByUser"),
                        "system:unauthenticated",
                        "system:authenticated");
            default -> null;
        };
    }

    private static FlowSchemaSpec spec(
            String level, int precedence, @Nullable FlowDistinguisherMethod method, String... groups) {
        var subjects = Stream.of(groups)
                .map(group -> Subject.EMPTY.withKind("Group").withGroup(new GroupSubject(group)))
                .toList();
        var everything = new PolicyRulesWithSubjects(
                subjects,
                List.of(new ResourcePolicyRule(ALL, ALL, ALL, true, ALL)),
                List.of(new NonResourcePolicyRule(ALL, ALL)));
        return FlowSchemaSpec.EMPTY
                .withPriorityLevelConfiguration(new PriorityLevelConfigurationReference(level))
                .withMatchingPrecedence(precedence)
                .withDistinguisherMethod(method)
                .withRules(List.of(everything));
    }

    /// The fixed state of this level; null when it has none.
    static @Nullable PriorityLevelConfigurationSpec level(String name) {
        return switch (name) {
            case EXEMPT ->
                PriorityLevelConfigurationSpec.EMPTY
                        .withType("Exempt")
                        .withExempt(ExemptPriorityLevelConfiguration.EMPTY
                                .withNominalConcurrencyShares(0)
                                .withLendablePercent(0));
            case CATCH_ALL ->
                PriorityLevelConfigurationSpec.EMPTY
                        .withType("Limited")
                        .withLimited(LimitedPriorityLevelConfiguration.EMPTY
                                .withNominalConcurrencyShares(CATCH_ALL_SHARES)
                                .withLendablePercent(0)
                                .withLimitResponse(LimitResponse.EMPTY.withType("Reject")));
            default -> null;
        };
    }
}
