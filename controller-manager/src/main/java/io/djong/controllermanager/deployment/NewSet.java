package io.djong.controllermanager.deployment;

import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.types.core.v1.PodTemplateSpecCodec;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.controllermanager.podcontrol.Owners;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes the set for a deployment's present template, with size 0.
///
/// Its name ends in a hash of the template and the collision count, which is also a label of its pods. The hash
/// need not be upstream's (that depends on Go's memory layout): sets are found again by their template, not by
/// their name.
final class NewSet {
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private NewSet() {}

    static ReplicaSet make(Deployment deployment, long revision) {
        String hash = hash(deployment.spec().template(), deployment.status().collisionCount());
        PodTemplateSpec template = deployment.spec().template();
        template = template.withMetadata(
                template.metadata().withLabels(with(template.metadata().labels(), Sets.HASH_LABEL, hash)));
        Map<String, String> annotations =
                Annotations.withReplicas(Annotations.ofNewSet(deployment, Map.of(), revision), deployment);
        ObjectMeta metadata = ObjectMeta.EMPTY
                .withName(deployment.metadata().name() + "-" + hash)
                .withNamespace(deployment.metadata().namespace())
                .withLabels(template.metadata().labels())
                .withAnnotations(annotations)
                .withOwnerReferences(List.of(Owners.controllerReference(deployment)));
        ReplicaSet set = ReplicaSet.EMPTY.withMetadata(metadata);
        return set.withSpec(set.spec()
                .withReplicas(0)
                .withMinReadySeconds(deployment.spec().minReadySeconds())
                .withSelector(withHash(deployment.spec().selector(), hash))
                .withTemplate(template));
    }

    private static @Nullable LabelSelector withHash(@Nullable LabelSelector selector, String hash) {
        return selector == null ? null : selector.withMatchLabels(with(selector.matchLabels(), Sets.HASH_LABEL, hash));
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> result = new TreeMap<>(map);
        result.put(key, value);
        return result;
    }

    /// 32-bit FNV-1a over the template's protobuf bytes and the collision count, in letters that make no words.
    static String hash(PodTemplateSpec template, @Nullable Integer collisionCount) {
        int hash = FNV_OFFSET;
        for (byte b : Protobuf.writeMessage(PodTemplateSpecCodec.CODEC, template))
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        if (collisionCount != null) {
            for (int shift = 0; shift < 32; shift += 8) {
                hash = (hash ^ (collisionCount >>> shift & 0xff)) * FNV_PRIME;
            }
        }
        var name = new StringBuilder();
        for (char digit : Integer.toUnsignedString(hash).toCharArray()) {
            name.append(ALPHABET.charAt(digit % ALPHABET.length()));
        }
        return name.toString();
    }
}
