package io.djong.apiserver.registry.flowcontrol;

import io.djong.api.types.flowcontrol.v1.FlowControlV1;
import io.djong.api.types.flowcontrol.v1.PriorityLevelConfiguration;
import io.djong.api.types.flowcontrol.v1.QueuingConfiguration;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.GenerationStrategy;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// How many requests of a level run at once, and what happens to the rest. Nothing of ours acts on them yet.
public final class PriorityLevels {
    private PriorityLevels() {}

    /// The declaration.
    public static ResourceDeclaration<PriorityLevelConfiguration> declaration() {
        return ResourceDeclaration.of(
                        FlowControlV1.PRIORITY_LEVEL_CONFIGURATIONS,
                        "/registry/prioritylevelconfigurations",
                        new GenerationStrategy<>(
                                PriorityLevelConfiguration::spec,
                                PriorityLevelConfiguration.EMPTY,
                                (level, of) -> level.withStatus(of.status())),
                        columns())
                .withSubresources(List.of(PartView.status(
                        PriorityLevelConfiguration.TYPE, (current, sent) -> current.withStatus(sent.status()))))
                .unenforced();
    }

    private static ColumnTable<PriorityLevelConfiguration> columns() {
        return ColumnTable.<PriorityLevelConfiguration>named()
                .text("Type", "Whether it is limited.", level -> level.spec().type())
                .column(
                        "NominalConcurrencyShares",
                        "string",
                        "",
                        0,
                        "Its part of the server's concurrency.",
                        (level, now) -> shares(level))
                .column(
                        "Queues",
                        "string",
                        "",
                        0,
                        "How many queues it has.",
                        (level, now) -> queuing(level, QueuingConfiguration::queues))
                .column(
                        "HandSize",
                        "string",
                        "",
                        0,
                        "From how many queues a flow chooses.",
                        (level, now) -> queuing(level, QueuingConfiguration::handSize))
                .column(
                        "QueueLengthLimit",
                        "string",
                        "",
                        0,
                        "How many requests wait in a queue.",
                        (level, now) -> queuing(level, QueuingConfiguration::queueLengthLimit))
                .age();
    }

    private static Object shares(PriorityLevelConfiguration level) {
        var limited = level.spec().limited();
        if (limited == null) {
            return Cells.NONE;
        }
        var shares = limited.nominalConcurrencyShares();
        return shares == null ? 0L : (long) shares;
    }

    private static Object queuing(PriorityLevelConfiguration level, ToLongFunction<QueuingConfiguration> number) {
        var queuing = queuing(level);
        return queuing == null ? Cells.NONE : (Object) number.applyAsLong(queuing);
    }

    private static @Nullable QueuingConfiguration queuing(PriorityLevelConfiguration level) {
        var limited = level.spec().limited();
        return limited == null ? null : limited.limitResponse().queuing();
    }
}
