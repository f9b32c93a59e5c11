package io.djong.api.defaults;

import io.djong.api.meta.ApiObject;
import io.djong.api.types.apps.v1.DaemonSet;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.apps.v1.StatefulSet;
import io.djong.api.types.authentication.v1.TokenRequest;
import io.djong.api.types.autoscaling.v2.HorizontalPodAutoscaler;
import io.djong.api.types.batch.v1.CronJob;
import io.djong.api.types.batch.v1.Job;
import io.djong.api.types.certificates.v1beta1.PodCertificateRequest;
import io.djong.api.types.core.v1.Endpoints;
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
import io.djong.api.types.discovery.v1.EndpointPort;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.api.types.flowcontrol.v1.FlowSchema;
import io.djong.api.types.flowcontrol.v1.PriorityLevelConfiguration;
import io.djong.api.types.networking.v1.IngressClass;
import io.djong.api.types.networking.v1.NetworkPolicy;
import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.RoleBinding;
import io.djong.api.types.resource.v1.ResourceClaim;
import io.djong.api.types.resource.v1.ResourceClaimTemplate;
import io.djong.api.types.resource.v1.ResourceSlice;
import io.djong.api.types.resource.v1alpha3.ResourcePoolStatusRequest;
import io.djong.api.types.scheduling.v1.PriorityClass;
import io.djong.api.types.scheduling.v1alpha2.PodGroup;
import io.djong.api.types.storage.v1.CSIDriver;
import io.djong.api.types.storage.v1.StorageClass;
import io.djong.api.types.storage.v1.VolumeAttachment;

/// Defaults of any object, chosen by its type. Kinds that have none come back as they are.
public final class Defaults {
    private static final long TOKEN_SECONDS = 3600;
    private static final int POD_CERTIFICATE_SECONDS = 86_400;

    private Defaults() {}

    /// The object with its defaults. To apply them twice changes nothing.
    @SuppressWarnings("unchecked") // each case gives the type that it was given
    public static <T extends ApiObject> T apply(T object) {
        return (T) applied(object);
    }

    private static ApiObject applied(ApiObject object) {
        return switch (object) {
            case Pod pod -> PodDefaults.apply(pod);
            case Deployment deployment -> WorkloadDefaults.apply(deployment);
            case ReplicaSet set -> WorkloadDefaults.apply(set);
            case StatefulSet set -> WorkloadDefaults.apply(set);
            case DaemonSet set -> WorkloadDefaults.apply(set);
            case HorizontalPodAutoscaler scaler -> AutoscalerDefaults.apply(scaler);
            case io.djong.api.types.autoscaling.v1.HorizontalPodAutoscaler scaler -> AutoscalerDefaults.apply(scaler);
            case Job job -> JobDefaults.apply(job);
            case CronJob job -> JobDefaults.apply(job);
            case PodTemplate template -> WorkloadDefaults.apply(template);
            case ReplicationController controller -> WorkloadDefaults.apply(controller);
            case Service service -> ServiceDefaults.apply(service);
            case Secret secret -> CoreDefaults.apply(secret);
            case Namespace namespace -> CoreDefaults.apply(namespace);
            case Node node -> CoreDefaults.apply(node);
            case Endpoints endpoints -> CoreDefaults.apply(endpoints);
            case LimitRange range -> CoreDefaults.apply(range);
            case ResourceQuota quota -> CoreDefaults.apply(quota);
            case PersistentVolumeClaim claim -> CoreDefaults.apply(claim);
            case PersistentVolume volume -> CoreDefaults.apply(volume);
            case EndpointSlice slice -> slice.withPorts(Mapped.list(slice.ports(), Defaults::port));
            case ResourceClaim claim -> DeviceDefaults.apply(claim);
            case ResourceClaimTemplate template -> DeviceDefaults.apply(template);
            case ResourceSlice slice -> DeviceDefaults.apply(slice);
            case ResourcePoolStatusRequest request -> DeviceDefaults.apply(request);
            case RoleBinding binding -> RbacDefaults.apply(binding);
            case ClusterRoleBinding binding -> RbacDefaults.apply(binding);
            case IngressClass kind -> NetworkingDefaults.apply(kind);
            case NetworkPolicy policy -> NetworkingDefaults.apply(policy);
            case PodCertificateRequest request ->
                request.spec().maxExpirationSeconds() == null
                        ? request.withSpec(request.spec().withMaxExpirationSeconds(POD_CERTIFICATE_SECONDS))
                        : request;
            case FlowSchema schema -> FlowControlDefaults.apply(schema);
            case PriorityLevelConfiguration level -> FlowControlDefaults.apply(level);
            case PodGroup group ->
                group.spec().disruptionMode() == null
                        ? group.withSpec(group.spec().withDisruptionMode("Pod"))
                        : group;
            case PriorityClass priority ->
                priority.preemptionPolicy() == null ? priority.withPreemptionPolicy("PreemptLowerPriority") : priority;
            case StorageClass storage -> StorageDefaults.apply(storage);
            case CSIDriver driver -> StorageDefaults.apply(driver);
            case VolumeAttachment attachment -> StorageDefaults.apply(attachment);
            case TokenRequest request ->
                request.spec().expirationSeconds() == null
                        ? request.withSpec(request.spec().withExpirationSeconds(TOKEN_SECONDS))
                        : request;
            default -> ExtensionDefaults.applied(object);
        };
    }

    private static EndpointPort port(EndpointPort given) {
        var port = given.name() == null ? given.withName("") : given;
        return port.protocol() == null ? port.withProtocol("TCP") : port;
    }
}
