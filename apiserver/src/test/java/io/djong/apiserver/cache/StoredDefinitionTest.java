package io.djong.apiserver.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.Json;
import io.djong.api.types.apiextensions.v1.ApiExtensionsV1;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinition;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Definitions as kube-apiserver 1.36.3 was seen to store them, and as it serves them.
final class StoredDefinitionTest {
    private static final StorageCodec<CustomResourceDefinition> CODEC =
            new StorageCodec<>(ApiExtensionsV1.CUSTOM_RESOURCE_DEFINITIONS);

    @Test
    void whatAllVersionsShareIsEachVersions() {
        same("""
                {"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1beta1",
                 "metadata":{"name":"gadgets.crd.example.com"},
                 "spec":{"group":"crd.example.com","version":"v1",
                  "names":{"plural":"gadgets","singular":"gadget","kind":"Gadget","listKind":"GadgetList"},
                  "scope":"Cluster",
                  "validation":{"openAPIV3Schema":{"description":"root","type":"object"}},
                  "subresources":{"status":{},
                   "scale":{"specReplicasPath":".spec.size","statusReplicasPath":".status.replicas"}},
                  "versions":[{"name":"v1","served":true,"storage":true}],
                  "additionalPrinterColumns":[{"name":"Size","type":"integer","JSONPath":".spec.size"}],
                  "selectableFields":[{"jsonPath":".spec.name"}],
                  "conversion":{"strategy":"None"},"preserveUnknownFields":false},
                 "status":{"conditions":[],"acceptedNames":{"plural":"","kind":""},"storedVersions":["v1"]}}
                """, """
                {"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1",
                 "metadata":{"name":"gadgets.crd.example.com"},
                 "spec":{"group":"crd.example.com",
                  "names":{"plural":"gadgets","singular":"gadget","kind":"Gadget","listKind":"GadgetList"},
                  "scope":"Cluster",
                  "versions":[{"name":"v1","served":true,"storage":true,
                   "schema":{"openAPIV3Schema":{"description":"root","type":"object"}},
                   "subresources":{"status":{},
                    "scale":{"specReplicasPath":".spec.size","statusReplicasPath":".status.replicas"}},
                   "additionalPrinterColumns":[{"name":"Size","type":"integer","jsonPath":".spec.size"}],
                   "selectableFields":[{"jsonPath":".spec.name"}]}],
                  "conversion":{"strategy":"None"}},
                 "status":{"conditions":[],"acceptedNames":{"plural":"","kind":""},"storedVersions":["v1"]}}
                """);
    }

    @Test
    void versionsThatDifferKeepTheirsAndTheConversionItsWebhook() {
        same("""
                {"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1beta1",
                 "metadata":{"name":"widgets.crd.example.com"},
                 "spec":{"group":"crd.example.com","version":"v1",
                  "names":{"plural":"widgets","kind":"Widget"},"scope":"Namespaced",
                  "versions":[{"name":"v1","served":true,"storage":true,
                    "additionalPrinterColumns":[{"name":"Size","type":"integer","priority":1,"JSONPath":".spec.size"}]},
                   {"name":"v1beta1","served":true,"storage":false,"deprecated":true,"deprecationWarning":"old",
                    "schema":{"openAPIV3Schema":{"type":"object"}}}],
                  "conversion":{"strategy":"Webhook",
                   "webhookClientConfig":{"service":{"namespace":"ns","name":"svc","path":"/c","port":8443}},
                   "conversionReviewVersions":["v1","v1beta1"]},
                  "preserveUnknownFields":false}}
                """, """
                {"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1",
                 "metadata":{"name":"widgets.crd.example.com"},
                 "spec":{"group":"crd.example.com",
                  "names":{"plural":"widgets","kind":"Widget"},"scope":"Namespaced",
                  "versions":[{"name":"v1","served":true,"storage":true,
                    "additionalPrinterColumns":[{"name":"Size","type":"integer","priority":1,"jsonPath":".spec.size"}]},
                   {"name":"v1beta1","served":true,"storage":false,"deprecated":true,"deprecationWarning":"old",
                    "schema":{"openAPIV3Schema":{"type":"object"}}}],
                  "conversion":{"strategy":"Webhook",
                   "webhook":{"clientConfig":{"service":{"namespace":"ns","name":"svc","path":"/c","port":8443}},
                    "conversionReviewVersions":["v1","v1beta1"]}}}}
                """);
    }

    @Test
    void anOldOneNamesItsVersionAndKeepsUnknownFields() {
        same("""
                {"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1beta1",
                 "metadata":{"name":"things.example.com"},
                 "spec":{"group":"example.com","version":"v1alpha1","names":{"plural":"things","kind":"Thing"},
                  "scope":"Namespaced"}}
                """, """
                {"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1",
                 "metadata":{"name":"things.example.com"},
                 "spec":{"group":"example.com","names":{"plural":"things","kind":"Thing"},"scope":"Namespaced",
                  "versions":[{"name":"v1alpha1","served":true,"storage":true}],
                  "conversion":{"strategy":"None"},"preserveUnknownFields":true}}
                """);
    }

    private static void same(String stored, String served) {
        var read = CODEC.decode(stored.getBytes(StandardCharsets.UTF_8), 0);
        var wanted = CODEC.decode(served.getBytes(StandardCharsets.UTF_8), 0);
        assertThat(new String(Json.write(read), StandardCharsets.UTF_8))
                .isEqualTo(new String(Json.write(wanted), StandardCharsets.UTF_8));
    }
}
