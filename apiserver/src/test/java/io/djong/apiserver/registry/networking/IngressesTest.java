package io.djong.apiserver.registry.networking;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.networking.v1.Ingress;
import io.djong.api.types.networking.v1.IngressClass;
import io.djong.api.types.networking.v1.NetworkingV1;
import io.djong.apiserver.server.VirtualServer;
import org.junit.jupiter.api.Test;

/// Which class an ingress gets, and its generations.
final class IngressesTest {
    private static final String SPEC =
            "\"spec\":{\"defaultBackend\":{\"service\":{\"name\":\"s\",\"port\":{\"number\":80}}}}";

    private static Ingress ingress(String annotations) throws Exception {
        return object(
                Ingress.TYPE,
                "{\"metadata\":{\"name\":\"i\",\"namespace\":\"default\",\"annotations\":{" + annotations + "}}," + SPEC
                        + "}");
    }

    private static IngressClass kind(String name, String byDefault) throws Exception {
        return object(
                IngressClass.TYPE,
                "{\"metadata\":{\"name\":\"" + name
                        + "\",\"annotations\":{\"ingressclass.kubernetes.io/is-default-class\":\"" + byDefault
                        + "\"}},\"spec\":{\"controller\":\"example.com/c\"}}");
    }

    @Test
    void theFirstByNameOfDefaultsOfOneSecondIsTaken() throws Exception {
        VirtualServer.run(server -> {
            var classes = server.admin().of(NetworkingV1.INGRESS_CLASSES);
            classes.create(kind("c", "true"));
            classes.create(kind("b", "true"));
            classes.create(kind("a", "yes"));
            var made = server.admin().of(NetworkingV1.INGRESSES).create(ingress(""));
            assertThat(made.spec().ingressClassName()).isEqualTo("b");
        });
    }

    @Test
    void theAnnotationOfOldKeepsTheDefaultAway() throws Exception {
        VirtualServer.run(server -> {
            server.admin().of(NetworkingV1.INGRESS_CLASSES).create(kind("c", "true"));
            var made =
                    server.admin().of(NetworkingV1.INGRESSES).create(ingress("\"kubernetes.io/ingress.class\":\"x\""));
            assertThat(made.spec().ingressClassName()).isNull();
        });
    }

    @Test
    void aChangeOfTheSpecRaisesTheGenerationAndAStatusDoesNot() throws Exception {
        VirtualServer.run(server -> {
            var ingresses = server.admin().of(NetworkingV1.INGRESSES);
            var made = ingresses.create(ingress(""));
            assertThat(made.metadata().generation()).isEqualTo(1);
            var changed = ingresses.update(made.withSpec(made.spec().withIngressClassName("x")));
            assertThat(changed.metadata().generation()).isEqualTo(2);
            var reported = ingresses.updateStatus(changed.withSpec(made.spec()));
            assertThat(reported.metadata().generation()).isEqualTo(2);
            assertThat(reported.spec().ingressClassName()).isEqualTo("x");
        });
    }
}
