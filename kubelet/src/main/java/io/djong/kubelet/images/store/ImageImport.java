package io.djong.kubelet.images.store;

import io.djong.base.time.Environment;
import io.djong.kubelet.containerd.content.ContentMethods;
import io.djong.kubelet.containerd.content.InfoRequest;
import io.djong.kubelet.containerd.content.InfoResponse;
import io.djong.kubelet.containerd.content.WriteAction;
import io.djong.kubelet.containerd.content.WriteContentRequest;
import io.djong.kubelet.containerd.content.WriteContentResponse;
import io.djong.kubelet.containerd.google.Empty;
import io.djong.kubelet.containerd.google.FieldMask;
import io.djong.kubelet.containerd.images.CreateImageRequest;
import io.djong.kubelet.containerd.images.CreateImageResponse;
import io.djong.kubelet.containerd.images.Image;
import io.djong.kubelet.containerd.images.ImagesMethods;
import io.djong.kubelet.containerd.images.UpdateImageRequest;
import io.djong.kubelet.containerd.images.UpdateImageResponse;
import io.djong.kubelet.containerd.leases.CreateRequest;
import io.djong.kubelet.containerd.leases.CreateResponse;
import io.djong.kubelet.containerd.leases.DeleteRequest;
import io.djong.kubelet.containerd.leases.LeasesMethods;
import io.djong.kubelet.containerd.types.Descriptor;
import io.djong.kubelet.images.archive.ArchivedBlob;
import io.djong.kubelet.images.archive.ArchivedImage;
import io.djong.kubelet.images.archive.ImageArchive;
import io.djong.kubelet.images.reference.ImageReference;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Brings the images of an archive into containerd, where Kubernetes' images are.
///
/// Content that is there already is not sent again. A lease holds what has been brought until its imagen///
/// hasn/// a name, so that a garbage collection in between takes nothing; a lease that nobody ends is void after
/// an hour. An import that is interrupted leaves no image behind, only content that the next collection removes.
///
/// The runtime unpacks an image when the first container needs it.
public final class ImageImport {
    /// The containerd namespace that its CRI plug-in works in.
    public static final String NAMESPACE = "k8s.io";

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration LEASE = Duration.ofHours(1);
    private static final int CHUNK_BYTES = 1 << 20;

    private final Environment environment;
    private final RpcSocket socket;

    /// @param socket containerd's, which stays open
    public ImageImport(Environment environment, RpcSocket socket) {
        this.environment = environment;
        this.socket = socket.withHeader("containerd-namespace", NAMESPACE);
    }

    /// Brings in every image of the archive under the names that it has there.
    ///
    /// @param name for an archive's only image, in place of its own; empty to keep those
    /// @return the names that now lead to images, in the order of the archive
    /// @throws IOException when the archive cannot be read, or an image in it has no name
    public List<ImageReference> load(ImageArchive archive, List<ImageReference> name)
            throws IOException, RpcException, InterruptedException {
        var images = named(archive, name);
        var lease = "djong-import-" + Long.toHexString(environment.random().nextLong());
        var expires = environment.clock().instant().plus(LEASE).toString();
        socket.call(
                LeasesMethods.CREATE,
                new CreateRequest(lease, Map.of("containerd.io/gc.expire", expires)).toBytes(),
                CreateResponse::parse,
                LIMIT);
        try {
            new Content(socket.withHeader("containerd-lease", lease), lease).write(archive);
            var loaded = new ArrayList<ImageReference>();
            for (ArchivedImage image : images) {
                for (ImageReference reference : image.names()) {
                    register(reference, image);
                    loaded.add(reference);
                }
            }
            return loaded;
        } finally {
            socket.call(LeasesMethods.DELETE, new DeleteRequest(lease, false).toBytes(), Empty::parse, LIMIT);
        }
    }

    private static List<ArchivedImage> named(ImageArchive archive, List<ImageReference> name) throws IOException {
        var images = archive.images();
        if (!name.isEmpty()) {
            if (images.size() != 1) {
                throw new IOException(
                        "the archive holds " + images.size() + " images, so one name cannot be given to them");
            }
            return List.of(new ArchivedImage(name, images.getFirst().target()));
        }
        for (ArchivedImage image : images) {
            if (image.names().isEmpty()) {
                throw new IOException(
                        "the image " + image.target().digest() + " has no name in the archive: give it one");
            }
        }
        return images;
    }

    private void register(ImageReference reference, ArchivedImage archived) throws RpcException, InterruptedException {
        var target = archived.target();
        var image = Image.EMPTY
                .withName(reference.toString())
                .withTarget(Descriptor.EMPTY
                        .withMediaType(target.mediaType())
                        .withDigest(target.digest().toString())
                        .withSize(target.sizeBytes()));
        try {
            socket.call(
                    ImagesMethods.CREATE,
                    CreateImageRequest.EMPTY.withImage(image).toBytes(),
                    CreateImageResponse::parse,
                    LIMIT);
        } catch (RpcException e) {
            if (!e.isAlreadyExists()) {
                throw e;
            }
            var update = UpdateImageRequest.EMPTY.withImage(image).withUpdateMask(new FieldMask(List.of("target")));
            socket.call(ImagesMethods.UPDATE, update.toBytes(), UpdateImageResponse::parse, LIMIT);
        }
    }

    /// Sends blobs under a lease.
    private record Content(RpcSocket socket, String lease) {
        void write(ImageArchive archive) throws IOException, RpcException, InterruptedException {
            try {
                archive.blobs((blob, content) -> {
                    try {
                        if (!isThere(blob)) {
                            send(blob, content);
                        }
                    } catch (RpcException | InterruptedException e) {
                        throw new Stopped(e);
                    }
                });
            } catch (Stopped e) {
                switch (e.getCause()) {
                    case RpcException failure -> throw failure;
                    case InterruptedException interrupted -> throw interrupted;
                    case null, default -> throw e;
                }
            }
        }

        private boolean isThere(ArchivedBlob blob) throws RpcException, InterruptedException {
            try {
                var request = new InfoRequest(blob.digest().toString());
                socket.call(ContentMethods.INFO, request.toBytes(), InfoResponse::parse, LIMIT);
                return true;
            } catch (RpcException e) {
                if (e.isNotFound()) {
                    return false;
                }
                throw e;
            }
        }

        private void send(ArchivedBlob blob, InputStream content)
                throws IOException, RpcException, InterruptedException {
            var first = WriteContentRequest.EMPTY
                    .withRef(lease + "-" + blob.digest().hex())
                    .withTotal(blob.sizeBytes())
                    .withExpected(blob.digest().toString());
            try (var exchange = socket.exchange(ContentMethods.WRITE, WriteContentResponse::parse)) {
                long offset = 0;
                for (byte[] chunk = content.readNBytes(CHUNK_BYTES);
                        chunk.length > 0;
                        chunk = content.readNBytes(CHUNK_BYTES)) {
                    exchange.send(first.withAction(WriteAction.WRITE)
                            .withOffset(offset)
                            .withData(chunk)
                            .toBytes());
                    if (exchange.next().isEmpty()) {
                        throw new IOException("containerd took no more of " + blob.digest());
                    }
                    offset += chunk.length;
                }
                exchange.send(first.withAction(WriteAction.COMMIT)
                        .withOffset(offset)
                        .withLabels(blob.references())
                        .toBytes());
                exchange.next();
            } catch (RpcException e) {
                // Somebody else brought the same content meanwhile.
                if (!e.isAlreadyExists()) {
                    throw e;
                }
            }
        }
    }

    /// Carries a failure out of the archive's reading loop.
    private static final class Stopped extends IOException {
        private static final long serialVersionUID = 1;

        Stopped(Exception cause) {
            super(cause);
        }
    }
}
