package io.djong.apiserver.registry.scheduling;

import io.djong.api.types.scheduling.v1.PriorityClass;
import io.djong.api.types.scheduling.v1.SchedulingV1;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;

/// Names for how important pods are.
public final class PriorityClasses {
    private PriorityClasses() {}

    /// The declaration.
    public static ResourceDeclaration<PriorityClass> declaration() {
        return ResourceDeclaration.of(
                SchedulingV1.PRIORITY_CLASSES,
                "/registry/priorityclasses",
                new Strategy<>() {
                    @Override
                    public PriorityClass prepareForCreate(PriorityClass priorityClass, OperationContext context) {
                        return Metadata.with(priorityClass, meta -> meta.withGeneration(1));
                    }
                },
                columns());
    }

    private static ColumnTable<PriorityClass> columns() {
        return ColumnTable.<PriorityClass>named()
                .integer("Value", "The priority.", priorityClass -> (long) priorityClass.value())
                .column(
                        "Global-Default",
                        "boolean",
                        "",
                        0,
                        "Whether pods without a class get it.",
                        (priorityClass, now) -> priorityClass.globalDefault())
                .age()
                .text(
                        "PreemptionPolicy",
                        "Whether its pods push others out.",
                        priorityClass ->
                                priorityClass.preemptionPolicy() == null ? "" : priorityClass.preemptionPolicy());
    }
}
