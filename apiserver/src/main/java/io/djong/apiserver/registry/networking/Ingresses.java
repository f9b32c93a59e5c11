package io.djong.apiserver.registry.networking;

import io.djong.api.types.networking.v1.Ingress;
import io.djong.api.types.networking.v1.IngressRule;
import io.djong.api.types.networking.v1.NetworkingV1;
import io.djong.api.validation.AddressWarnings;
import io.djong.api.validation.FieldPath;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.GenerationStrategy;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Rules that lead requests from outside to services.
public final class Ingresses {
    /// Named a class before there was a field for it.
    private static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";

    private static final int HOSTS_SHOWN = 3;

    private Ingresses() {}

    /// The declaration.
    public static ResourceDeclaration<Ingress> declaration() {
        return ResourceDeclaration.of(NetworkingV1.INGRESSES, "/registry/ingress", new IngressStrategy(), columns())
                .withSubresources(
                        List.of(PartView.status(Ingress.TYPE, (current, sent) -> sent.withSpec(current.spec()))
                                .withWarnings((ingress, old) -> ofStatus(ingress))));
    }

    private static ColumnTable<Ingress> columns() {
        return ColumnTable.<Ingress>named()
                .text(
                        "Class",
                        "The class that says who acts on it.",
                        ingress -> Cells.orNone(ingress.spec().ingressClassName()))
                .text(
                        "Hosts",
                        "Hosts that requests must be for.",
                        ingress -> hosts(ingress.spec().rules()))
                .text("Address", "Where the load balancer is reached.", Ingresses::address)
                .text(
                        "Ports",
                        "80, and 443 where there is TLS.",
                        ingress -> ingress.spec().tls().isEmpty() ? "80" : "80, 443")
                .age();
    }

    private static String hosts(List<IngressRule> rules) {
        var shown = new ArrayList<String>(HOSTS_SHOWN);
        boolean more = false;
        for (var rule : rules) {
            more |= shown.size() == HOSTS_SHOWN;
            if (!more && !rule.host().isEmpty()) {
                shown.add(rule.host());
            }
        }
        if (shown.isEmpty()) {
            return "*";
        }
        String hosts = String.join(",", shown);
        return more ? hosts + " + " + (rules.size() - HOSTS_SHOWN) + " more..." : hosts;
    }

    private static String address(Ingress ingress) {
        var addresses = new TreeSet<String>();
        for (var point : ingress.status().loadBalancer().ingress()) {
            addresses.add(point.ip().isEmpty() ? point.hostname() : point.ip());
        }
        addresses.remove("");
        return String.join(",", addresses);
    }

    private static List<String> ofStatus(Ingress ingress) {
        var sentences = new ArrayList<String>(0);
        var points = ingress.status().loadBalancer().ingress();
        for (int i = 0; i < points.size(); i++) {
            var path = FieldPath.of("status").child("loadBalancer", "ingress").index(i);
            sentences.addAll(AddressWarnings.ip(path, points.get(i).ip()));
        }
        return sentences;
    }

    private static final class IngressStrategy extends GenerationStrategy<Ingress> {
        IngressStrategy() {
            super(Ingress::spec, Ingress.EMPTY, (ingress, of) -> ingress.withStatus(of.status()));
        }

        @Override
        public List<String> warningsOnCreate(Ingress ingress) {
            boolean annotated = ingress.metadata().annotations().containsKey(CLASS_ANNOTATION);
            return annotated && ingress.spec().ingressClassName() == null
                    ? List.of("annotation \"" + CLASS_ANNOTATION
                            + "\" is deprecated, please use 'spec.ingressClassName' instead")
                    : List.of();
        }
    }
}
