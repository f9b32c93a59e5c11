package io.djong.api.validation.devices;

import io.djong.api.types.resource.v1.ResourceClaimTemplate;
import io.djong.api.types.resource.v1.ResourceClaimTemplateSpecCodec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.core.ClaimRules;
import io.djong.api.validation.meta.ObjectMetaRules;

/// Templates of claims.
public final class ResourceClaimTemplateRules {
    private static final FieldPath SPEC = FieldPath.of("spec");

    private ResourceClaimTemplateRules() {}

    /// A new template.
    ///
    /// @param check judges the expressions of selectors
    public static void create(FieldErrors errors, ResourceClaimTemplate template, SelectorCheck check) {
        ObjectMetaRules.create(errors, template.metadata(), true, NameRule.SUBDOMAIN);
        ClaimRules.templateMeta(errors, SPEC.child("metadata"), template.spec().metadata());
        new DeviceRequestRules(errors, check)
                .claim(
                        SPEC.child("spec").child("devices"),
                        template.spec().spec().devices());
    }

    /// A changed template: all of the rules for a new one, and its wanted state stays.
    ///
    /// @param check judges the expressions of selectors
    public static void update(
            FieldErrors errors, ResourceClaimTemplate template, ResourceClaimTemplate old, SelectorCheck check) {
        create(errors, template, check);
        ObjectMetaRules.update(errors, template.metadata(), old.metadata());
        if (!template.spec().equals(old.spec())) {
            errors.invalidShown(
                    SPEC,
                    InternalJson.of(
                            "resource/v1.ResourceClaimTemplateSpec",
                            ResourceClaimTemplateSpecCodec.CODEC,
                            template.spec()),
                    "field is immutable");
        }
    }
}
