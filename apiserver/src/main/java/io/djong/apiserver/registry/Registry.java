package io.djong.apiserver.registry;

import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.apiserver.registry.admission.MutatingPolicies;
import io.djong.apiserver.registry.admission.MutatingPolicyBindings;
import io.djong.apiserver.registry.admission.MutatingWebhookConfigurations;
import io.djong.apiserver.registry.admission.ValidatingPolicies;
import io.djong.apiserver.registry.admission.ValidatingPolicyBindings;
import io.djong.apiserver.registry.admission.ValidatingWebhookConfigurations;
import io.djong.apiserver.registry.apiextensions.Definitions;
import io.djong.apiserver.registry.apiregistration.ApiServices;
import io.djong.apiserver.registry.apps.ControllerRevisions;
import io.djong.apiserver.registry.apps.DaemonSets;
import io.djong.apiserver.registry.apps.Deployments;
import io.djong.apiserver.registry.apps.ReplicaSets;
import io.djong.apiserver.registry.apps.StatefulSets;
import io.djong.apiserver.registry.autoscaling.Autoscalers;
import io.djong.apiserver.registry.batch.CronJobs;
import io.djong.apiserver.registry.batch.Jobs;
import io.djong.apiserver.registry.certificates.SigningRequests;
import io.djong.apiserver.registry.certificates.TrustBundles;
import io.djong.apiserver.registry.coordination.LeaseCandidates;
import io.djong.apiserver.registry.coordination.Leases;
import io.djong.apiserver.registry.core.ConfigMaps;
import io.djong.apiserver.registry.core.EndpointsKind;
import io.djong.apiserver.registry.core.Events;
import io.djong.apiserver.registry.core.LimitRanges;
import io.djong.apiserver.registry.core.Namespaces;
import io.djong.apiserver.registry.core.Nodes;
import io.djong.apiserver.registry.core.Pods;
import io.djong.apiserver.registry.core.ResourceQuotas;
import io.djong.apiserver.registry.core.Secrets;
import io.djong.apiserver.registry.core.ServiceAccounts;
import io.djong.apiserver.registry.discovery.EndpointSlices;
import io.djong.apiserver.registry.flowcontrol.FlowSchemas;
import io.djong.apiserver.registry.flowcontrol.PriorityLevels;
import io.djong.apiserver.registry.networking.IngressClasses;
import io.djong.apiserver.registry.networking.Ingresses;
import io.djong.apiserver.registry.networking.IpAddresses;
import io.djong.apiserver.registry.networking.NetworkPolicies;
import io.djong.apiserver.registry.networking.ServiceCidrs;
import io.djong.apiserver.registry.node.RuntimeClasses;
import io.djong.apiserver.registry.policy.DisruptionBudgets;
import io.djong.apiserver.registry.rbac.ClusterRoleBindings;
import io.djong.apiserver.registry.rbac.ClusterRoles;
import io.djong.apiserver.registry.rbac.RoleBindings;
import io.djong.apiserver.registry.rbac.Roles;
import io.djong.apiserver.registry.scheduling.PriorityClasses;
import io.djong.apiserver.registry.services.Services;
import io.djong.apiserver.registry.storage.CSIDrivers;
import io.djong.apiserver.registry.storage.CSINodes;
import io.djong.apiserver.registry.storage.CSIStorageCapacities;
import io.djong.apiserver.registry.storage.StorageClasses;
import io.djong.apiserver.registry.storage.VolumeAttachments;
import io.djong.apiserver.registry.storage.VolumeAttributesClasses;
import io.djong.apiserver.registry.volumes.PersistentVolumeClaims;
import io.djong.apiserver.registry.volumes.PersistentVolumes;
import io.djong.apiserver.registry.workloads.PodTemplates;
import io.djong.apiserver.registry.workloads.ReplicationControllers;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Subresource;
import java.time.Duration;
import java.util.List;

/// All persisted resources that are served.
public final class Registry {
    private Registry() {}

    /// The declarations.
    ///
    /// @param services with the pools of addresses and ports
    /// @param eventTimeToLive how long events stay
    /// @param podActions what can be asked for below a pod
    /// @param tokens what can be asked for below a service account
    public static List<ResourceDeclaration<?>> declarations(
            Services services,
            Duration eventTimeToLive,
            List<Subresource.Action<Pod, ?>> podActions,
            Subresource.Action<ServiceAccount, ?> tokens) {
        return List.of(
                ConfigMaps.declaration(),
                EndpointsKind.declaration(),
                Events.declaration(eventTimeToLive),
                LimitRanges.declaration(),
                Namespaces.declaration(),
                Nodes.declaration(),
                PersistentVolumeClaims.declaration(),
                PersistentVolumes.declaration(),
                PodTemplates.declaration(),
                ReplicationControllers.declaration(),
                Pods.declaration(podActions),
                ResourceQuotas.declaration(),
                Secrets.declaration(),
                ServiceAccounts.declaration(tokens),
                services.declaration(),
                SigningRequests.declaration(),
                TrustBundles.declaration(),
                LeaseCandidates.declaration(),
                FlowSchemas.declaration(),
                PriorityLevels.declaration(),
                Ingresses.declaration(),
                IngressClasses.declaration(),
                IpAddresses.declaration(),
                NetworkPolicies.declaration(),
                ServiceCidrs.declaration(),
                ControllerRevisions.declaration(),
                Deployments.declaration(),
                ReplicaSets.declaration(),
                StatefulSets.declaration(),
                DaemonSets.declaration(),
                Autoscalers.declaration(),
                Jobs.declaration(),
                CronJobs.declaration(),
                DisruptionBudgets.declaration(),
                Leases.declaration(),
                EndpointSlices.declaration(),
                RuntimeClasses.declaration(),
                ClusterRoleBindings.declaration(),
                ClusterRoles.declaration(),
                RoleBindings.declaration(),
                Roles.declaration(),
                ApiServices.declaration(),
                Definitions.declaration(),
                MutatingPolicies.declaration(),
                MutatingPolicyBindings.declaration(),
                MutatingWebhookConfigurations.declaration(),
                ValidatingPolicies.declaration(),
                ValidatingPolicyBindings.declaration(),
                ValidatingWebhookConfigurations.declaration(),
                PriorityClasses.declaration(),
                CSIDrivers.declaration(),
                CSINodes.declaration(),
                CSIStorageCapacities.declaration(),
                StorageClasses.declaration(),
                VolumeAttachments.declaration(),
                VolumeAttributesClasses.declaration());
    }
}
