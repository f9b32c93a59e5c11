package io.djong.kubelet.images.archive;

import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;

/// Points at content: what it is, which, and how long (OCI image specification, "Content Descriptors").
///
/// @param mediaType such as `application/vnd.oci.image.manifest.v1+json`
public record Descriptor(String mediaType, Digest digest, long sizeBytes) {
    static final String INDEX = "application/vnd.oci.image.index.v1+json";
    static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
    static final String DOCKER_INDEX = "application/vnd.docker.distribution.manifest.list.v2+json";
    static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
    static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar";
    static final String DOCKER_LAYER_GZIP = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    /// The descriptor of some bytes.
    static Descriptor of(String mediaType, byte[] content) {
        return new Descriptor(mediaType, Digest.of(content), content.length);
    }

    /// Reads the three members that every descriptor has.
    static Descriptor read(JsonObject json) throws ArchiveException {
        var digest = Digest.parse(json.string("digest"))
                .orElseThrow(() -> new ArchiveException(
                        "a descriptor has the digest \"" + json.string("digest") + "\", which is no SHA-256"));
        if (!(json.get("size") instanceof JsonNumber size)) {
            throw new ArchiveException("the descriptor of " + digest + " has no size");
        }
        return new Descriptor(json.string("mediaType"), digest, size.longValue());
    }

    boolean isIndex() {
        return mediaType.equals(INDEX) || mediaType.equals(DOCKER_INDEX);
    }

    boolean isManifest() {
        return mediaType.equals(MANIFEST) || mediaType.equals(DOCKER_MANIFEST);
    }

    JsonObject json() {
        return JsonObject.EMPTY
                .with("mediaType", new JsonString(mediaType))
                .with("digest", new JsonString(digest.toString()))
                .with("size", JsonNumber.of(sizeBytes));
    }
}
