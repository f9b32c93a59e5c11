package io.djong.apiserver.registry.core;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.NamespaceSpec;
import io.djong.api.types.core.v1.NamespaceStatus;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.SelectableFields;
import io.djong.apiserver.resource.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Spaces of names; one goes when its controller has emptied it and taken away the finalizer `kubernetes`
/// of its spec.
public final class Namespaces {
    private static final String FINALIZER = "kubernetes";
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";
    private static final String ACTIVE = "Active";
    private static final String TERMINATING = "Terminating";

    private Namespaces() {}

    /// The declaration.
    public static ResourceDeclaration<Namespace> declaration() {
        var columns = ColumnTable.<Namespace>named()
                .text(
                        "Status",
                        "Active, or Terminating while it is emptied.",
                        namespace -> namespace.status().phase())
                .age();
        var fields = SelectableFields.<Namespace>none()
                .and("status.phase", namespace -> namespace.status().phase())
                .and("name", namespace -> namespace.metadata().name());
        return ResourceDeclaration.of(CoreV1.NAMESPACES, "/registry/namespaces", new NamespaceStrategy(), columns)
                .withFields(fields)
                .withSubresources(List.of(
                        PartView.status(Namespace.TYPE, (current, sent) -> sent.withSpec(current.spec())),
                        new PartView<>(
                                "finalize",
                                Namespace.TYPE,
                                (current, sent) -> sent.withStatus(current.status()),
                                (validation, namespace, old) -> Validation.finalizeUpdate(namespace, old))));
    }

    private static final class NamespaceStrategy implements Strategy<Namespace> {
        @Override
        public boolean returnsDeletedObject() {
            return true;
        }

        @Override
        public Namespace prepareForCreate(Namespace namespace, OperationContext context) {
            var finalizers = new ArrayList<>(namespace.spec().finalizers());
            if (!finalizers.contains(FINALIZER)) {
                finalizers.add(FINALIZER);
            }
            return namespace
                    .withSpec(new NamespaceSpec(finalizers))
                    .withStatus(NamespaceStatus.EMPTY.withPhase(ACTIVE));
        }

        @Override
        public Namespace canonicalize(Namespace namespace) {
            var name = namespace.metadata().name();
            if (name.equals(namespace.metadata().labels().get(NAME_LABEL))) {
                return namespace;
            }
            var labels = new TreeMap<>(namespace.metadata().labels());
            labels.put(NAME_LABEL, name);
            return Metadata.with(namespace, meta -> meta.withLabels(labels));
        }

        @Override
        public Namespace prepareForUpdate(Namespace namespace, Namespace old, OperationContext context) {
            return namespace.withSpec(old.spec()).withStatus(old.status());
        }

        @Override
        public OptionalLong gracePeriodSeconds(Namespace namespace, DeleteOptions options) {
            return OptionalLong.empty();
        }

        @Override
        public Namespace markDeleting(Namespace namespace) {
            var marked = Metadata.with(namespace, meta -> meta.withDeletionGracePeriodSeconds(null));
            return marked.withStatus(namespace.status().withPhase(TERMINATING));
        }

        @Override
        public boolean held(Namespace namespace) {
            return !namespace.spec().finalizers().isEmpty();
        }

        @Override
        public Dependents dependents() {
            return Dependents.DELETED_FIRST;
        }
    }
}
