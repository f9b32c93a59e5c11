package io.djong.apiserver.registry.apiextensions;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonValue;
import io.djong.api.types.apiextensions.v1.ApiExtensionsV1;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinition;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinitionSpecCodec;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinitionStatus;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinitionVersion;
import io.djong.api.validation.apiextensions.UnknownFormats;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.ArrayList;
import java.util.List;

/// Definitions of further kinds.
public final class Definitions {
    private Definitions() {}

    /// The declaration.
    public static ResourceDeclaration<CustomResourceDefinition> declaration() {
        return ResourceDeclaration.of(
                        ApiExtensionsV1.CUSTOM_RESOURCE_DEFINITIONS,
                        "/registry/apiextensions.k8s.io/customresourcedefinitions",
                        new DefinitionStrategy(),
                        ColumnTable.<CustomResourceDefinition>named().createdAt())
                .withSubresources(List.of(PartView.status(
                        CustomResourceDefinition.TYPE, (current, sent) -> sent.withSpec(current.spec()))))
                .unenforced();
    }

    private static final class DefinitionStrategy implements Strategy<CustomResourceDefinition> {
        @Override
        public CustomResourceDefinition prepareForCreate(
                CustomResourceDefinition definition, OperationContext context) {
            var cleared = definition.withStatus(CustomResourceDefinitionStatus.EMPTY);
            return Metadata.with(withStoredVersion(cleared), meta -> meta.withGeneration(1));
        }

        @Override
        public CustomResourceDefinition prepareForUpdate(
                CustomResourceDefinition definition, CustomResourceDefinition old, OperationContext context) {
            var same = definition.spec().equals(old.spec()) || tree(definition).equals(tree(old));
            return Metadata.with(
                    withStoredVersion(definition.withStatus(old.status())),
                    meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }

        /// The wanted state without what JSON leaves open: defaults and examples may be spelled otherwise.
        private static JsonValue tree(CustomResourceDefinition definition) {
            try {
                return JsonValue.parse(Json.write(CustomResourceDefinitionSpecCodec.CODEC, definition.spec()));
            } catch (JsonException e) {
                throw new IllegalStateException("what we write is JSON", e);
            }
        }

        /// Objects of the version that is stored may be in the store from now on.
        private static CustomResourceDefinition withStoredVersion(CustomResourceDefinition definition) {
            var stored = new ArrayList<>(definition.status().storedVersions());
            definition.spec().versions().stream()
                    .filter(CustomResourceDefinitionVersion::storage)
                    .limit(1)
                    .map(CustomResourceDefinitionVersion::name)
                    .filter(name -> !stored.contains(name))
                    .forEach(stored::add);
            return definition.withStatus(definition.status().withStoredVersions(stored));
        }

        @Override
        public List<String> warningsOnCreate(CustomResourceDefinition definition) {
            return UnknownFormats.warnings(definition);
        }

        @Override
        public List<String> warningsOnUpdate(CustomResourceDefinition definition, CustomResourceDefinition old) {
            return UnknownFormats.warnings(definition, old);
        }

        @Override
        public boolean allowsUnconditionalUpdate() {
            return false;
        }
    }
}
