package io.djong.apiserver.registry.devices;

import io.djong.api.conversion.ResourceClaimVersions;
import io.djong.api.types.resource.v1.ResourceClaimTemplate;
import io.djong.api.types.resource.v1.ResourceV1;
import io.djong.api.types.resource.v1beta1.ResourceV1Beta1;
import io.djong.api.types.resource.v1beta2.ResourceV1Beta2;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.AlternateVersion;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.util.ArrayList;
import java.util.List;

/// From which pods get claims of their own.
final class ResourceClaimTemplates {
    private final DroppedFields dropped;
    private final AdminAccess adminAccess;

    ResourceClaimTemplates(DroppedFields dropped, AdminAccess adminAccess) {
        this.dropped = dropped;
        this.adminAccess = adminAccess;
    }

    ResourceDeclaration<ResourceClaimTemplate> declaration() {
        return ResourceDeclaration.of(
                        ResourceV1.RESOURCE_CLAIM_TEMPLATES,
                        "/registry/resourceclaimtemplates",
                        new TemplateStrategy(),
                        ColumnTable.<ResourceClaimTemplate>named().age())
                .withAlternate(DeviceVersions.like(
                        ResourceV1.RESOURCE_CLAIM_TEMPLATES, ResourceV1Beta2.RESOURCE_CLAIM_TEMPLATES))
                .withAlternate(new AlternateVersion<>(
                        ResourceV1Beta1.RESOURCE_CLAIM_TEMPLATES,
                        ResourceClaimVersions::toV1Beta1,
                        ResourceClaimVersions::toV1));
    }

    private final class TemplateStrategy implements Strategy<ResourceClaimTemplate> {
        @Override
        public boolean returnsDeletedObject() {
            return true;
        }

        @Override
        public ResourceClaimTemplate prepareForCreate(ResourceClaimTemplate template, OperationContext context) {
            var spec = template.spec();
            return template.withSpec(spec.withSpec(dropped.of(spec.spec(), null)));
        }

        @Override
        public ResourceClaimTemplate prepareForUpdate(
                ResourceClaimTemplate template, ResourceClaimTemplate old, OperationContext context) {
            var spec = template.spec();
            return template.withSpec(
                    spec.withSpec(dropped.of(spec.spec(), old.spec().spec())));
        }

        @Override
        public List<FieldError> validateCreate(
                ResourceClaimTemplate template, Validation validation, OperationContext context) {
            var errors = new ArrayList<>(adminAccess.requests(
                    template.metadata().namespace(),
                    template.spec().spec().devices().requests()));
            errors.addAll(validation.checkCreate(template));
            return errors;
        }
    }
}
