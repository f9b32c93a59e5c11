package io.djong.apiserver.registry.apps;

import io.djong.api.json.GoQuote;
import io.djong.api.pods.PodPreparation;
import io.djong.api.pods.PodWarnings;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.DaemonSet;
import io.djong.api.types.apps.v1.DaemonSetSpec;
import io.djong.api.types.apps.v1.DaemonSetStatus;
import io.djong.api.validation.FieldPath;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.Reservation;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import io.djong.client.ApiException;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One pod on each node that fits.
public final class DaemonSets {
    /// Counts the changes of the template, where the first version of the API had a field.
    private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

    private static final FieldPath TEMPLATE = FieldPath.of("spec").child("template");

    private DaemonSets() {}

    /// The declaration.
    public static ResourceDeclaration<DaemonSet> declaration() {
        return ResourceDeclaration.of(AppsV1.DAEMON_SETS, "/registry/daemonsets", new DaemonSetStrategy(), columns())
                .withSubresources(List.of(PartView.status(
                        DaemonSet.TYPE,
                        (current, sent) ->
                                withTemplateGeneration(sent.withSpec(current.spec()), templateGeneration(current)))));
    }

    private static ColumnTable<DaemonSet> columns() {
        return ColumnTable.<DaemonSet>named()
                .integer("Desired", "Nodes that should run its pod.", set ->
                        (long) set.status().desiredNumberScheduled())
                .integer("Current", "Nodes that run its pod and should.", set ->
                        (long) set.status().currentNumberScheduled())
                .integer("Ready", "Of these, nodes with a ready pod.", set ->
                        (long) set.status().numberReady())
                .integer("Up-to-date", "Nodes with a pod of the current template.", set ->
                        (long) set.status().updatedNumberScheduled())
                .integer("Available", "Nodes whose pod has been ready for long enough.", set ->
                        (long) set.status().numberAvailable())
                .text(
                        "Node Selector",
                        "Labels of the nodes that fit.",
                        set -> Cells.labels(set.spec().template().spec().nodeSelector()))
                .age()
                .containers(set -> set.spec().template().spec().containers())
                .wide(
                        "Selector",
                        "Which pods are its own.",
                        set -> Cells.selector(set.spec().selector()));
    }

    /// What the annotation says; 0 when it says nothing, or no number.
    private static long templateGeneration(DaemonSet set) {
        var text = set.metadata().annotations().get(TEMPLATE_GENERATION);
        return text == null || !isNumber(text) ? 0 : Long.parseLong(text);
    }

    private static boolean isNumber(String text) {
        try {
            Long.parseLong(text);
            return true;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static DaemonSet withTemplateGeneration(DaemonSet set, long generation) {
        var annotations = new TreeMap<>(set.metadata().annotations());
        annotations.put(TEMPLATE_GENERATION, Long.toString(generation));
        return Metadata.with(set, meta -> meta.withAnnotations(annotations));
    }

    private static final class DaemonSetStrategy implements Strategy<DaemonSet> {
        @Override
        public DaemonSet tracked(DaemonSet set) {
            return set.metadata().annotations().containsKey(TEMPLATE_GENERATION) ? set : withTemplateGeneration(set, 0);
        }

        @Override
        public DaemonSet prepareForCreate(DaemonSet set, OperationContext context) {
            var prepared = set.withStatus(DaemonSetStatus.EMPTY).withSpec(withoutDisabled(set.spec(), null));
            var text = set.metadata().annotations().get(TEMPLATE_GENERATION);
            var counted = text == null || isNumber(text)
                    ? withTemplateGeneration(prepared, Math.max(1, templateGeneration(set)))
                    : prepared;
            return Metadata.with(counted, meta -> meta.withGeneration(1));
        }

        @Override
        public DaemonSet prepareForUpdate(DaemonSet set, DaemonSet old, OperationContext context) {
            var kept = set.withStatus(old.status()).withSpec(withoutDisabled(set.spec(), old.spec()));
            var sameTemplate = kept.spec().template().equals(old.spec().template());
            var same = kept.spec().equals(old.spec());
            var counted = withTemplateGeneration(kept, templateGeneration(old) + (sameTemplate ? 0 : 1));
            return Metadata.with(
                    counted, meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }

        /// Refuses a count that is no number.
        @Override
        public Reservation<DaemonSet> begin(DaemonSet set, @Nullable DaemonSet old, OperationContext context)
                throws ApiException {
            var text = set.metadata().annotations().get(TEMPLATE_GENERATION);
            if (text != null && !isNumber(text)) {
                throw Failures.badRequest("DaemonSet in version \"v1\" cannot be handled as a DaemonSet: "
                        + "strconv.ParseInt: parsing " + GoQuote.quote(text) + ": invalid syntax");
            }
            return Reservation.none(set);
        }

        private static DaemonSetSpec withoutDisabled(DaemonSetSpec spec, @Nullable DaemonSetSpec old) {
            var template = spec.template();
            var pod = PodPreparation.withoutDisabled(
                    template.spec(), old == null ? null : old.template().spec());
            return spec.withTemplate(template.withSpec(pod));
        }

        @Override
        public List<String> warningsOnCreate(DaemonSet set) {
            return PodWarnings.ofTemplate(TEMPLATE, set.spec().template());
        }

        @Override
        public List<String> warningsOnUpdate(DaemonSet set, DaemonSet old) {
            return templateGeneration(set) == templateGeneration(old)
                    ? List.of()
                    : PodWarnings.ofTemplate(TEMPLATE, set.spec().template());
        }
    }
}
