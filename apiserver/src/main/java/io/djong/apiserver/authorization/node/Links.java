package io.djong.apiserver.authorization.node;

import io.djong.api.pods.PodReferences;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.PersistentVolume;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.SecretReference;
import io.djong.apiserver.authorization.node.Vertex.Kind;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one object says about who may see what.
///
/// @param node to which it belongs; "" when it names none
/// @param seen what that node may see because of it
/// @param ways from something to what one must be able to see for it: from a volume to its claim
record Links(String node, Set<Vertex> seen, Set<Way> ways) {
    /// An object that says nothing.
    static final Links NONE = new Links("", Set.of(), Set.of());

    private static final String MIRROR = "kubernetes.io/config.mirror";

    /// Who can see `to` can see `from`.
    record Way(Vertex from, Vertex to) {}

    /// Only the object itself belongs to the node.
    static Links own(Vertex vertex, @Nullable String node) {
        return node == null || node.isEmpty() ? NONE : new Links(node, Set.of(vertex), Set.of());
    }

    /// The node of a pod sees the pod, its service account, and what it names. Of a mirror pod it sees
    /// nothing else: a node makes these by itself, and could give itself rights with them.
    static Links of(Pod pod) {
        var node = pod.spec().nodeName();
        if (node.isEmpty()) {
            return NONE;
        }
        var namespace = pod.metadata().namespace();
        var seen = new LinkedHashSet<Vertex>();
        seen.add(new Vertex(Kind.POD, namespace, pod.metadata().name()));
        if (!pod.metadata().annotations().containsKey(MIRROR)) {
            var account = pod.spec().serviceAccountName();
            if (!account.isEmpty()) {
                seen.add(new Vertex(Kind.SERVICE_ACCOUNT, namespace, account));
            }
            var references = PodReferences.of(pod);
            references.secrets().forEach(name -> seen.add(new Vertex(Kind.SECRET, namespace, name)));
            references.configMaps().forEach(name -> seen.add(new Vertex(Kind.CONFIG_MAP, namespace, name)));
            addClaims(pod, seen);
        }
        return new Links(node, seen, Set.of());
    }

    private static void addClaims(Pod pod, Set<Vertex> seen) {
        var namespace = pod.metadata().namespace();
        for (var volume : pod.spec().volumes()) {
            if (volume.persistentVolumeClaim() != null) {
                var name = volume.persistentVolumeClaim().claimName();
                if (!name.isEmpty()) {
                    seen.add(new Vertex(Kind.CLAIM, namespace, name));
                }
            } else if (volume.ephemeral() != null) {
                var name = pod.metadata().name() + "-" + volume.name();
                seen.add(new Vertex(Kind.CLAIM, namespace, name));
            }
        }
        for (var claim : pod.spec().resourceClaims()) {
            if (claim.resourceClaimName() != null) {
                seen.add(new Vertex(Kind.RESOURCE_CLAIM, namespace, claim.resourceClaimName()));
            } else if (claim.resourceClaimTemplateName() != null) {
                var made = made(pod, claim.name());
                if (made != null) {
                    seen.add(new Vertex(Kind.RESOURCE_CLAIM, namespace, made));
                }
            }
        }
        var extended = pod.status().extendedResourceClaimStatus();
        if (extended != null && !extended.resourceClaimName().isEmpty()) {
            seen.add(new Vertex(Kind.RESOURCE_CLAIM, namespace, extended.resourceClaimName()));
        }
    }

    /// The claim that was made for a pod from a template; null when there is none yet, or none is
    /// needed.
    private static @Nullable String made(Pod pod, String claim) {
        for (var status : pod.status().resourceClaimStatuses()) {
            if (status.name().equals(claim)) {
                return status.resourceClaimName();
            }
        }
        return null;
    }

    /// Who sees the claim that a volume is bound to sees the volume, and the secrets that a kubelet
    /// mounts it with.
    static Links of(PersistentVolume volume) {
        var claim = volume.spec().claimRef();
        if (claim == null) {
            return NONE;
        }
        var vertex = new Vertex(Kind.VOLUME, "", volume.metadata().name());
        var ways = new LinkedHashSet<Way>();
        ways.add(new Way(vertex, new Vertex(Kind.CLAIM, claim.namespace(), claim.name())));
        for (var secret : secrets(volume, claim)) {
            if (!secret.name().isEmpty()) {
                ways.add(new Way(new Vertex(Kind.SECRET, secret.namespace(), secret.name()), vertex));
            }
        }
        return new Links("", Set.of(), ways);
    }

    private static Set<SecretReference> secrets(PersistentVolume volume, ObjectReference claim) {
        var spec = volume.spec();
        var found = new LinkedHashSet<SecretReference>();
        if (spec.azureFile() != null) {
            var namespace = spec.azureFile().secretNamespace();
            var reference = new SecretReference(spec.azureFile().secretName(), namespace == null ? "" : namespace);
            addIn(claim, reference, found);
        } else if (spec.cephfs() != null) {
            addIn(claim, spec.cephfs().secretRef(), found);
        } else if (spec.cinder() != null) {
            add(spec.cinder().secretRef(), found);
        } else if (spec.flexVolume() != null) {
            addIn(claim, spec.flexVolume().secretRef(), found);
        } else if (spec.rbd() != null) {
            addIn(claim, spec.rbd().secretRef(), found);
        } else if (spec.scaleIO() != null) {
            addIn(claim, spec.scaleIO().secretRef(), found);
        } else if (spec.iscsi() != null) {
            addIn(claim, spec.iscsi().secretRef(), found);
        } else if (spec.storageos() != null && spec.storageos().secretRef() != null) {
            var secret = spec.storageos().secretRef();
            found.add(new SecretReference(secret.name(), secret.namespace()));
        } else if (spec.csi() != null) {
            add(spec.csi().nodePublishSecretRef(), found);
            add(spec.csi().nodeStageSecretRef(), found);
            add(spec.csi().nodeExpandSecretRef(), found);
        }
        return found;
    }

    /// A reference without a namespace means the claim's.
    private static void addIn(ObjectReference claim, @Nullable SecretReference secret, Set<SecretReference> into) {
        if (secret != null) {
            into.add(secret.namespace().isEmpty() ? secret.withNamespace(claim.namespace()) : secret);
        }
    }

    private static void add(@Nullable SecretReference secret, Set<SecretReference> into) {
        if (secret != null) {
            into.add(secret);
        }
    }
}
