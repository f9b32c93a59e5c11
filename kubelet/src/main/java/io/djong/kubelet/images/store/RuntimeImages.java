package io.djong.kubelet.images.store;

import io.djong.kubelet.cri.Image;
import io.djong.kubelet.cri.ImageServiceMethods;
import io.djong.kubelet.cri.ImageSpec;
import io.djong.kubelet.cri.ImageStatusRequest;
import io.djong.kubelet.cri.ImageStatusResponse;
import io.djong.kubelet.cri.ListImagesRequest;
import io.djong.kubelet.cri.ListImagesResponse;
import io.djong.kubelet.cri.RemoveImageRequest;
import io.djong.kubelet.cri.RemoveImageResponse;
import io.djong.kubelet.images.reference.ImageReference;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// The images that a runtime has, by its image service (CRI): any runtime, not containerd alone.
public final class RuntimeImages {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final RpcSocket socket;

    /// @param socket the runtime's, which stays open
    public RuntimeImages(RpcSocket socket) {
        this.socket = socket;
    }

    /// One image.
    ///
    /// @param id the digest of its configuration
    /// @param names its tags, or the names by digest when it has none
    /// @param sizeBytes as the runtime counts it
    public record StoredImage(String id, List<String> names, long sizeBytes) {
        public StoredImage {
            names = List.copyOf(names);
        }
    }

    /// All of them, by name.
    public List<StoredImage> list() throws RpcException, InterruptedException {
        var answer = socket.call(
                ImageServiceMethods.LIST_IMAGES, ListImagesRequest.EMPTY.toBytes(), ListImagesResponse::parse, LIMIT);
        return answer.images().stream()
                .map(RuntimeImages::stored)
                .sorted(Comparator.comparing((StoredImage image) -> String.join(" ", image.names()))
                        .thenComparing(StoredImage::id))
                .toList();
    }

    /// Removes an image with all its names.
    ///
    /// @return whether there was one of that name
    public boolean remove(ImageReference name) throws RpcException, InterruptedException {
        var spec = ImageSpec.EMPTY.withImage(name.toString());
        var status = socket.call(
                ImageServiceMethods.IMAGE_STATUS,
                ImageStatusRequest.EMPTY.withImage(spec).toBytes(),
                ImageStatusResponse::parse,
                LIMIT);
        if (status.image() == null) {
            return false;
        }
        socket.call(
                ImageServiceMethods.REMOVE_IMAGE,
                RemoveImageRequest.EMPTY.withImage(spec).toBytes(),
                RemoveImageResponse::parse,
                LIMIT);
        return true;
    }

    private static StoredImage stored(Image image) {
        var names = image.repoTags().isEmpty() ? image.repoDigests() : image.repoTags();
        return new StoredImage(image.id(), names.stream().sorted().toList(), image.size());
    }
}
