package io.djong.apiserver.admission.noderestriction;

import io.djong.api.json.GoQuote;
import io.djong.api.pods.PodReferences;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.core.v1.VolumeProjection;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.cache.CacheSource;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a node may do with pods: make mirrors of its static pods, and delete, evict and tell the status
/// of those that are bound to it.
final class PodRestriction {
    private static final String MIRROR = "kubernetes.io/config.mirror";

    private final CacheSource caches;

    PodRestriction(CacheSource caches) {
        this.caches = caches;
    }

    void check(String node, AdmissionRequest request) throws ApiException {
        switch (request.subresource()) {
            case "" -> itself(node, request);
            case "status" -> status(node, request);
            case "eviction" -> eviction(node, request);
            default ->
                throw request.forbidden("unexpected pod subresource " + GoQuote.quote(request.subresource())
                        + ", only 'status' and 'eviction' are allowed");
        }
    }

    private void itself(String node, AdmissionRequest request) throws ApiException {
        switch (request.operation()) {
            case CREATE -> create(node, request, (Pod) Objects.requireNonNull(request.object()));
            case DELETE -> {
                if (!existing(request).spec().nodeName().equals(node)) {
                    throw request.forbidden(
                            "node " + quoted(node) + " can only delete pods with spec.nodeName set to itself");
                }
            }
            case UPDATE, CONNECT ->
                throw request.forbidden("unexpected operation \"" + request.operation() + "\", node " + quoted(node)
                        + " can only create and delete mirror pods");
        }
    }

    private Pod existing(AdmissionRequest request) throws ApiException {
        var pod = caches.object(CoreV1.PODS, request.namespace() + "/" + request.name());
        if (pod == null) {
            throw Failures.notFound(CoreV1.PODS, request.name());
        }
        return pod;
    }

    private void create(String node, AdmissionRequest request, Pod pod) throws ApiException {
        if (!pod.metadata().annotations().containsKey(MIRROR)) {
            throw request.forbidden("pod does not have \"" + MIRROR + "\" annotation, node " + quoted(node)
                    + " can only create mirror pods");
        }
        if (!pod.spec().nodeName().equals(node)) {
            throw request.forbidden("node " + quoted(node) + " can only create pods with spec.nodeName set to itself");
        }
        owner(node, request, pod);
        var problem = apiObject(pod);
        if (problem != null) {
            throw request.forbidden(
                    problem.unknown()
                            ? "error checking mirror pod for API references: " + problem.what()
                            : "node " + quoted(node) + " can not create pods that reference " + problem.what());
        }
    }

    private void owner(String node, AdmissionRequest request, Pod pod) throws ApiException {
        var only = "node " + quoted(node) + " can only create pods with ";
        var owners = pod.metadata().ownerReferences();
        if (owners.size() > 1) {
            throw request.forbidden(only + "a single owner reference set to itself");
        }
        if (owners.isEmpty()) {
            throw request.forbidden(only + "an owner reference set to itself");
        }
        var owner = owners.getFirst();
        if (!owner.apiVersion().equals("v1")
                || !owner.kind().equals("Node")
                || !owner.name().equals(node)) {
            throw request.forbidden(only + "an owner reference set to itself");
        }
        if (!Boolean.TRUE.equals(owner.controller())) {
            throw request.forbidden(only + "a controller owner reference set to itself");
        }
        if (Boolean.TRUE.equals(owner.blockOwnerDeletion())) {
            throw request.forbidden("node " + quoted(node) + " must not set blockOwnerDeletion on an owner reference");
        }
        var known = caches.object(CoreV1.NODES, node);
        if (known == null) {
            throw Failures.notFound(CoreV1.NODES, node);
        }
        if (!owner.uid().equals(known.metadata().uid())) {
            throw request.forbidden("node " + node + " UID mismatch: expected " + owner.uid() + " got "
                    + known.metadata().uid());
        }
    }

    /// Why a pod needs the API server.
    ///
    /// @param unknown whether it has a volume that cannot be judged, and `what` says which
    private record Needed(String what, boolean unknown) {}

    private static @Nullable Needed apiObject(Pod pod) {
        if (!pod.spec().serviceAccountName().isEmpty()) {
            return new Needed("serviceaccounts", false);
        }
        var references = PodReferences.of(pod);
        if (!references.secrets().isEmpty()) {
            return new Needed("secrets", false);
        }
        if (!references.configMaps().isEmpty()) {
            return new Needed("configmaps", false);
        }
        if (!pod.spec().resourceClaims().isEmpty()) {
            return new Needed("resourceclaims", false);
        }
        for (var volume : pod.spec().volumes()) {
            var needed = apiObject(volume);
            if (needed != null) {
                return needed;
            }
        }
        return null;
    }

    private static @Nullable Needed apiObject(Volume volume) {
        if (ofMachine(volume)) {
            return null;
        }
        if (volume.configMap() != null) {
            return new Needed("configmaps (via configmap volumes)", false);
        }
        if (volume.secret() != null) {
            return new Needed("secrets (via secret volumes)", false);
        }
        if (volume.csi() != null) {
            return new Needed("csidrivers (via CSI volumes)", false);
        }
        if (volume.glusterfs() != null) {
            return new Needed("endpoints (via glusterFS volumes)", false);
        }
        if (volume.persistentVolumeClaim() != null) {
            return new Needed("persistentvolumeclaims", false);
        }
        if (volume.ephemeral() != null) {
            return new Needed("persistentvolumeclaims (via ephemeral volumes)", false);
        }
        if (volume.azureFile() != null) {
            return new Needed("secrets (via azureFile volumes)", false);
        }
        if (volume.projected() != null) {
            for (var source : volume.projected().sources()) {
                var needed = apiObject(source, volume.name());
                if (needed != null) {
                    return needed;
                }
            }
            return null;
        }
        return new Needed("unknown volume type for volume  " + GoQuote.quote(volume.name()), true);
    }

    private static boolean ofMachine(Volume volume) {
        return volume.awsElasticBlockStore() != null
                || volume.azureDisk() != null
                || volume.cephfs() != null
                || volume.cinder() != null
                || volume.downwardAPI() != null
                || volume.emptyDir() != null
                || volume.fc() != null
                || volume.flexVolume() != null
                || volume.flocker() != null
                || volume.gcePersistentDisk() != null
                || volume.gitRepo() != null
                || volume.hostPath() != null
                || volume.image() != null
                || volume.iscsi() != null
                || volume.nfs() != null
                || volume.photonPersistentDisk() != null
                || volume.portworxVolume() != null
                || volume.quobyte() != null
                || volume.rbd() != null
                || volume.scaleIO() != null
                || volume.storageos() != null
                || volume.vsphereVolume() != null;
    }

    private static @Nullable Needed apiObject(VolumeProjection source, String volume) {
        if (source.configMap() != null) {
            return new Needed("configmaps (via projected volumes)", false);
        }
        if (source.secret() != null) {
            return new Needed("secrets (via projected volumes)", false);
        }
        if (source.serviceAccountToken() != null) {
            return new Needed("serviceaccounts (via projected volumes)", false);
        }
        if (source.clusterTrustBundle() != null) {
            return new Needed("clustertrustbundles", false);
        }
        if (source.podCertificate() != null) {
            return new Needed("podcertificates", false);
        }
        return source.downwardAPI() != null
                ? null
                : new Needed("unknown source for projected volume " + GoQuote.quote(volume), true);
    }

    private static void status(String node, AdmissionRequest request) throws ApiException {
        if (!(request.old() instanceof Pod old) || !(request.object() instanceof Pod pod)) {
            throw request.forbidden("unexpected operation \"" + request.operation() + "\"");
        }
        if (!old.spec().nodeName().equals(node)) {
            throw request.forbidden(
                    "node " + quoted(node) + " can only update pod status for pods with spec.nodeName set to itself");
        }
        if (!old.metadata().labels().equals(pod.metadata().labels())) {
            throw request.forbidden("node " + quoted(node) + " cannot update labels through pod status");
        }
        if (!old.status().resourceClaimStatuses().equals(pod.status().resourceClaimStatuses())) {
            throw request.forbidden("node " + quoted(node) + " cannot update resource claim statues");
        }
        if (!Objects.equals(
                old.status().extendedResourceClaimStatus(), pod.status().extendedResourceClaimStatus())) {
            throw request.forbidden("node " + quoted(node) + " cannot update extended resource claim status");
        }
    }

    private void eviction(String node, AdmissionRequest request) throws ApiException {
        if (!existing(request).spec().nodeName().equals(node)) {
            throw request.forbidden("node " + node + " can only evict pods with spec.nodeName set to itself");
        }
    }

    private static String quoted(String node) {
        return GoQuote.quote(node);
    }
}
