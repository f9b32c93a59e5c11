package io.djong.api.validation.kinds;

import io.djong.api.types.resource.v1.DeviceClass;
import io.djong.api.types.resource.v1.ResourceClaim;
import io.djong.api.types.resource.v1.ResourceClaimTemplate;
import io.djong.api.types.resource.v1.ResourceSlice;
import io.djong.api.types.resource.v1alpha3.DeviceTaintRule;
import io.djong.api.types.resource.v1alpha3.ResourcePoolStatusRequest;
import io.djong.api.validation.devices.DeviceClassRules;
import io.djong.api.validation.devices.PoolStatusRequestRules;
import io.djong.api.validation.devices.ResourceClaimRules;
import io.djong.api.validation.devices.ResourceClaimTemplateRules;
import io.djong.api.validation.devices.ResourceSliceRules;
import io.djong.api.validation.devices.TaintRuleRules;
import io.djong.api.validation.rows.KindRules;
import java.util.List;

/// The rules of the kinds of `resource.k8s.io`.
final class ResourceKinds {
    private ResourceKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.<DeviceClass>ofFull(
                                DeviceClass.class,
                                (errors, object, with) -> DeviceClassRules.create(errors, object, with.selectors()))
                        .updateFull((errors, object, old, with) ->
                                DeviceClassRules.update(errors, object, old, with.selectors())),
                KindRules.<ResourceClaim>ofFull(
                                ResourceClaim.class,
                                (errors, claim, with) -> ResourceClaimRules.create(errors, claim, with.selectors()))
                        .update(ResourceClaimRules::update)
                        .status(ResourceClaimRules::status),
                KindRules.<ResourceClaimTemplate>ofFull(
                                ResourceClaimTemplate.class,
                                (errors, template, with) ->
                                        ResourceClaimTemplateRules.create(errors, template, with.selectors()))
                        .updateFull((errors, template, old, with) ->
                                ResourceClaimTemplateRules.update(errors, template, old, with.selectors())),
                KindRules.of(DeviceTaintRule.class, TaintRuleRules::create)
                        .update(TaintRuleRules::update)
                        .status(TaintRuleRules::status),
                KindRules.of(ResourcePoolStatusRequest.class, PoolStatusRequestRules::create)
                        .update(PoolStatusRequestRules::update)
                        .status(PoolStatusRequestRules::status),
                KindRules.of(ResourceSlice.class, ResourceSliceRules::create).update(ResourceSliceRules::update));
    }
}
