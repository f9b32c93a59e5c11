package io.djong.api.validation.kinds;

import io.djong.api.types.core.v1.Binding;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.Endpoints;
import io.djong.api.types.core.v1.Event;
import io.djong.api.types.core.v1.LimitRange;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodTemplate;
import io.djong.api.types.core.v1.ReplicationController;
import io.djong.api.types.core.v1.ResourceQuota;
import io.djong.api.types.core.v1.Secret;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.validation.apps.ReplicationControllerRules;
import io.djong.api.validation.core.BindingRules;
import io.djong.api.validation.core.ConfigMapRules;
import io.djong.api.validation.core.EndpointsRules;
import io.djong.api.validation.core.EventRules;
import io.djong.api.validation.core.LimitRangeRules;
import io.djong.api.validation.core.NamespaceRules;
import io.djong.api.validation.core.NodeRules;
import io.djong.api.validation.core.PodRules;
import io.djong.api.validation.core.PodTemplateRules;
import io.djong.api.validation.core.ResourceQuotaRules;
import io.djong.api.validation.core.SecretRules;
import io.djong.api.validation.core.ServiceAccountRules;
import io.djong.api.validation.core.ServiceRules;
import io.djong.api.validation.rows.KindRules;
import io.djong.api.validation.volumes.PersistentVolumeClaimRules;
import io.djong.api.validation.volumes.PersistentVolumeRules;
import java.util.List;

/// The rules of the core group's kinds.
final class CoreKinds {
    private CoreKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.ofPods(Pod.class, PodRules::create)
                        .updatePods(PodRules::update)
                        .status(PodRules::updateStatus),
                KindRules.ofPods(ReplicationController.class, ReplicationControllerRules::create)
                        .updatePods(ReplicationControllerRules::update)
                        .status(ReplicationControllerRules::updateStatus),
                KindRules.ofPods(PodTemplate.class, PodTemplateRules::create).updatePods(PodTemplateRules::update),
                KindRules.of(Namespace.class, NamespaceRules::create)
                        .update((errors, namespace, old) -> {
                            NamespaceRules.create(errors, namespace);
                            NamespaceRules.update(errors, namespace, old);
                        })
                        .status(NamespaceRules::updateStatus),
                KindRules.of(Node.class, NodeRules::create)
                        .update((errors, node, old) -> {
                            NodeRules.create(errors, node);
                            NodeRules.update(errors, node, old);
                        })
                        .status(NodeRules::update),
                KindRules.of(Service.class, ServiceRules::create)
                        .update(ServiceRules::update)
                        .status(ServiceRules::updateStatus),
                KindRules.of(Endpoints.class, EndpointsRules::create).update(EndpointsRules::update),
                KindRules.of(ConfigMap.class, ConfigMapRules::create).update(ConfigMapRules::update),
                KindRules.of(Secret.class, SecretRules::create).update(SecretRules::update),
                KindRules.of(ServiceAccount.class, ServiceAccountRules::create).update(ServiceAccountRules::update),
                KindRules.<Event>of(Event.class, (errors, event) -> EventRules.create(errors, event, false))
                        .update((errors, event, old) -> EventRules.update(errors, event, old, false)),
                KindRules.of(LimitRange.class, LimitRangeRules::create)
                        .update((errors, range, old) -> LimitRangeRules.create(errors, range)),
                KindRules.of(PersistentVolume.class, PersistentVolumeRules::create)
                        .update(PersistentVolumeRules::update)
                        .status(PersistentVolumeRules::updateStatus),
                KindRules.of(PersistentVolumeClaim.class, PersistentVolumeClaimRules::create)
                        .update(PersistentVolumeClaimRules::update)
                        .status(PersistentVolumeClaimRules::updateStatus),
                KindRules.of(ResourceQuota.class, ResourceQuotaRules::create)
                        .update(ResourceQuotaRules::update)
                        .status(ResourceQuotaRules::updateStatus),
                KindRules.of(Binding.class, BindingRules::create));
    }
}
