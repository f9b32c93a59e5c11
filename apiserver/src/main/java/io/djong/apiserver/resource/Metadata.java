package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.meta.v1.ObjectMeta;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// What the server does to every object's metadata.
public final class Metadata {
    /// Letters of generated names: no vowels, nothing that looks like something else.
    private static final String NAME_LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int GENERATED_LETTERS = 5;
    private static final int NAME_LIMIT = 63;

    private Metadata() {}

    /// The object with changed metadata.
    @SuppressWarnings("unchecked") // withMetadata returns the receiver's own type
    public static <T extends KubeObject> T with(T object, UnaryOperator<ObjectMeta> change) {
        return (T) object.withMetadata(change.apply(object.metadata()));
    }

    /// The object with the metadata that a change of its status leaves alone taken from `current`: labels,
    /// annotations, owners, finalizers, deletion.
    public static <T extends KubeObject> T forStatus(T object, T current) {
        var kept = current.metadata();
        return with(
                object,
                meta -> meta.withDeletionTimestamp(kept.deletionTimestamp())
                        .withGeneration(kept.generation())
                        .withLabels(kept.labels())
                        .withAnnotations(kept.annotations())
                        .withFinalizers(kept.finalizers())
                        .withOwnerReferences(kept.ownerReferences()));
    }

    /// The prefix, cut so that the whole fits a label, and five random letters.
    public static String generateName(String prefix, RandomGenerator random) {
        var base = prefix.length() > NAME_LIMIT - GENERATED_LETTERS
                ? prefix.substring(0, NAME_LIMIT - GENERATED_LETTERS)
                : prefix;
        var name = new StringBuilder(base.length() + GENERATED_LETTERS).append(base);
        for (int i = 0; i < GENERATED_LETTERS; i++) {
            name.append(NAME_LETTERS.charAt(random.nextInt(NAME_LETTERS.length())));
        }
        return name.toString();
    }

    /// A random uid (RFC 9562 version 4).
    public static String newUid(RandomGenerator random) {
        var high = random.nextLong() & 0xffff_ffff_ffff_0fffL | 0x4000L;
        var low = random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new java.util.UUID(high, low).toString();
    }
}
