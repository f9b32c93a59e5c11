package io.djong.apiserver.registry.flowcontrol;

import io.djong.api.types.flowcontrol.v1.FlowControlV1;
import io.djong.api.types.flowcontrol.v1.FlowSchema;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.GenerationStrategy;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import java.util.List;

/// Which requests belong to which priority level. Nothing of ours acts on them yet.
public final class FlowSchemas {
    private FlowSchemas() {}

    /// The declaration.
    public static ResourceDeclaration<FlowSchema> declaration() {
        return ResourceDeclaration.of(
                        FlowControlV1.FLOW_SCHEMAS,
                        "/registry/flowschemas",
                        new GenerationStrategy<>(
                                FlowSchema::spec, FlowSchema.EMPTY, (schema, of) -> schema.withStatus(of.status())),
                        columns())
                .withSubresources(
                        List.of(PartView.status(FlowSchema.TYPE, (current, sent) -> current.withStatus(sent.status()))))
                .unenforced();
    }

    private static ColumnTable<FlowSchema> columns() {
        return ColumnTable.<FlowSchema>named()
                .text(
                        "PriorityLevel",
                        "The level of its requests.",
                        schema -> schema.spec().priorityLevelConfiguration().name())
                .column("MatchingPrecedence", "string", "", 0, "The lower, the earlier it is asked.", (schema, now) ->
                        (long) schema.spec().matchingPrecedence())
                .text("DistinguisherMethod", "What its requests are told apart by.", FlowSchemas::method)
                .age()
                .text("MissingPL", "Whether its priority level is missing.", FlowSchemas::dangling);
    }

    private static String method(FlowSchema schema) {
        var method = schema.spec().distinguisherMethod();
        return method == null ? Cells.NONE : method.type();
    }

    private static String dangling(FlowSchema schema) {
        for (var condition : schema.status().conditions()) {
            if (condition.type().equals("Dangling")) {
                return condition.status();
            }
        }
        return "?";
    }
}
