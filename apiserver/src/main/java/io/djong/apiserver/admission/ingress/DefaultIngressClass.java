package io.djong.apiserver.admission.ingress;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.networking.v1.Ingress;
import io.djong.api.types.networking.v1.IngressClass;
import io.djong.api.types.networking.v1.NetworkingV1;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.cache.ResourceCache;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Gives a new ingress that names no class the default one; of several the youngest, then the first by name.
public final class DefaultIngressClass implements AdmissionPlugin {
    private static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";
    private static final String DEFAULT_ANNOTATION = "ingressclass.kubernetes.io/is-default-class";
    private static final Comparator<IngressClass> YOUNGEST_FIRST =
            Comparator.<IngressClass, java.time.Instant>comparing(
                            kind -> kind.metadata().creationTimestamp())
                    .reversed()
                    .thenComparing(kind -> kind.metadata().name());

    private final ResourceCache<IngressClass> classes;

    /// @param classes as they are now
    public DefaultIngressClass(ResourceCache<IngressClass> classes) {
        this.classes = classes;
    }

    @Override
    public String name() {
        return "DefaultIngressClass";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        return request.operation() == Operation.CREATE && request.isFor(NetworkingV1.INGRESSES);
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        if (!(object instanceof Ingress ingress)
                || ingress.spec().ingressClassName() != null
                || ingress.metadata().annotations().containsKey(CLASS_ANNOTATION)) {
            return object;
        }
        var chosen = byDefault();
        return chosen == null
                ? ingress
                : ingress.withSpec(
                        ingress.spec().withIngressClassName(chosen.metadata().name()));
    }

    private @Nullable IngressClass byDefault() {
        IngressClass chosen = null;
        for (var each = classes.snapshot().entries().entries(); each.next(); ) {
            var kind = each.value().object();
            boolean candidate = "true".equals(kind.metadata().annotations().get(DEFAULT_ANNOTATION));
            if (candidate && (chosen == null || YOUNGEST_FIRST.compare(kind, chosen) < 0)) {
                chosen = kind;
            }
        }
        return chosen;
    }
}
