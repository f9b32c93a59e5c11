package io.djong.apiserver.registry.networking;

import io.djong.api.types.networking.v1.IngressClass;
import io.djong.api.types.networking.v1.NetworkingV1;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.GenerationStrategy;
import io.djong.apiserver.resource.ResourceDeclaration;

/// Who acts on ingresses, by name.
public final class IngressClasses {
    private static final String DEFAULT_ANNOTATION = "ingressclass.kubernetes.io/is-default-class";

    private IngressClasses() {}

    /// The declaration.
    public static ResourceDeclaration<IngressClass> declaration() {
        return ResourceDeclaration.of(
                NetworkingV1.INGRESS_CLASSES,
                "/registry/ingressclasses",
                new GenerationStrategy<>(IngressClass::spec, IngressClass.EMPTY, (kind, of) -> kind),
                columns());
    }

    /// Whether ingresses without a class get this one.
    private static boolean isDefault(IngressClass kind) {
        return "true".equals(kind.metadata().annotations().get(DEFAULT_ANNOTATION));
    }

    private static ColumnTable<IngressClass> columns() {
        return ColumnTable.<IngressClass>named(kind -> kind.metadata().name() + (isDefault(kind) ? " (default)" : ""))
                .text(
                        "Controller",
                        "Who acts on ingresses of this class.",
                        kind -> kind.spec().controller())
                .text("Parameters", "The object with further settings.", IngressClasses::parameters)
                .age();
    }

    private static String parameters(IngressClass kind) {
        var parameters = kind.spec().parameters();
        if (parameters == null) {
            return Cells.NONE;
        }
        var group = parameters.apiGroup();
        return parameters.kind() + (group == null ? "" : "." + group) + "/" + parameters.name();
    }
}
