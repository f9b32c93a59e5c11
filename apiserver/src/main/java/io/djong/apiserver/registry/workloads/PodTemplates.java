package io.djong.apiserver.registry.workloads;

import io.djong.api.pods.PodPreparation;
import io.djong.api.pods.PodWarnings;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.PodTemplate;
import io.djong.api.validation.FieldPath;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.List;

/// What pods are made from, kept by itself.
public final class PodTemplates {
    private static final FieldPath TEMPLATE = FieldPath.of("template");

    private PodTemplates() {}

    /// The declaration.
    public static ResourceDeclaration<PodTemplate> declaration() {
        return ResourceDeclaration.of(
                CoreV1.POD_TEMPLATES, "/registry/podtemplates", new TemplateStrategy(), columns());
    }

    private static ColumnTable<PodTemplate> columns() {
        return ColumnTable.<PodTemplate>named()
                .text(
                        "Containers",
                        "Names of the template's containers.",
                        each -> Cells.names(each.template().spec().containers()))
                .text(
                        "Images",
                        "Their images.",
                        each -> Cells.images(each.template().spec().containers()))
                .text(
                        "Pod Labels",
                        "Labels of the pods.",
                        each -> Cells.labels(each.template().metadata().labels()));
    }

    private static final class TemplateStrategy implements Strategy<PodTemplate> {
        @Override
        public PodTemplate prepareForCreate(PodTemplate given, OperationContext context) {
            var template = given.template();
            var pod = PodPreparation.withoutDisabled(template.spec(), null);
            return Metadata.with(given.withTemplate(template.withSpec(pod)), meta -> meta.withGeneration(1));
        }

        @Override
        public PodTemplate prepareForUpdate(PodTemplate given, PodTemplate old, OperationContext context) {
            var template = given.template();
            var pod = PodPreparation.withoutDisabled(
                    template.spec(), old.template().spec());
            var kept = given.withTemplate(template.withSpec(pod));
            var same = kept.template().equals(old.template());
            return Metadata.with(
                    kept, meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }

        @Override
        public boolean returnsDeletedObject() {
            return true;
        }

        @Override
        public List<String> warningsOnCreate(PodTemplate object) {
            return PodWarnings.ofTemplate(TEMPLATE, object.template());
        }

        @Override
        public List<String> warningsOnUpdate(PodTemplate object, PodTemplate old) {
            return object.metadata().generation() == old.metadata().generation()
                    ? List.of()
                    : PodWarnings.ofTemplate(TEMPLATE, object.template());
        }
    }
}
