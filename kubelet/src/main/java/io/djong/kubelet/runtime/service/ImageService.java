package io.djong.kubelet.runtime.service;

import io.djong.kubelet.cri.AuthConfig;
import io.djong.kubelet.cri.FilesystemUsage;
import io.djong.kubelet.cri.Image;
import io.djong.kubelet.cri.ImageFsInfoRequest;
import io.djong.kubelet.cri.ImageFsInfoResponse;
import io.djong.kubelet.cri.ImageServiceMethods;
import io.djong.kubelet.cri.ImageSpec;
import io.djong.kubelet.cri.ImageStatusRequest;
import io.djong.kubelet.cri.ImageStatusResponse;
import io.djong.kubelet.cri.ListImagesRequest;
import io.djong.kubelet.cri.ListImagesResponse;
import io.djong.kubelet.cri.PodSandboxConfig;
import io.djong.kubelet.cri.PullImageRequest;
import io.djong.kubelet.cri.PullImageResponse;
import io.djong.kubelet.cri.RemoveImageRequest;
import io.djong.kubelet.cri.RemoveImageResponse;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The runtime's images (CRI `ImageService`). Calls block their thread; safe for use by several threads.
public final class ImageService {
    private static final Duration LIMIT = RuntimeService.LIMIT;

    /// A pull ends when the runtime says so; this is only so that none lasts for ever.
    private static final Duration PULL_LIMIT = Duration.ofDays(1);

    private final RpcSocket socket;

    /// @param socket the runtime's, which stays open
    public ImageService(RpcSocket socket) {
        this.socket = socket;
    }

    /// All images.
    public List<Image> images() throws RpcException, InterruptedException {
        return socket.call(
                        ImageServiceMethods.LIST_IMAGES,
                        ListImagesRequest.EMPTY.toBytes(),
                        ListImagesResponse::parse,
                        LIMIT)
                .images();
    }

    /// One image; empty when the runtime has none of that name or id.
    public Optional<Image> image(ImageSpec image) throws RpcException, InterruptedException {
        var request = ImageStatusRequest.EMPTY.withImage(image);
        var answer =
                socket.call(ImageServiceMethods.IMAGE_STATUS, request.toBytes(), ImageStatusResponse::parse, LIMIT);
        return Optional.ofNullable(answer.image());
    }

    /// Fetches an image from its registry.
    ///
    /// @param auth who asks; null for nobody in particular
    /// @param sandbox the pod that wants it
    /// @return what the image is called from now on, for the container's configuration
    public String pull(ImageSpec image, @Nullable AuthConfig auth, PodSandboxConfig sandbox)
            throws RpcException, InterruptedException {
        var request = new PullImageRequest(image, auth, sandbox);
        return socket.call(ImageServiceMethods.PULL_IMAGE, request.toBytes(), PullImageResponse::parse, PULL_LIMIT)
                .imageRef();
    }

    /// Removes an image with all its names; does nothing when there is none.
    public void remove(ImageSpec image) throws RpcException, InterruptedException {
        var request = new RemoveImageRequest(image);
        socket.call(ImageServiceMethods.REMOVE_IMAGE, request.toBytes(), RemoveImageResponse::parse, LIMIT);
    }

    /// What images take of the disks that hold them.
    public List<FilesystemUsage> usage() throws RpcException, InterruptedException {
        return socket.call(
                        ImageServiceMethods.IMAGE_FS_INFO,
                        ImageFsInfoRequest.EMPTY.toBytes(),
                        ImageFsInfoResponse::parse,
                        LIMIT)
                .imageFilesystems();
    }
}
