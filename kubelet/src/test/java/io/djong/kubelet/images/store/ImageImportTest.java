package io.djong.kubelet.images.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.kubelet.containerd.google.Empty;
import io.djong.kubelet.containerd.images.GetImageRequest;
import io.djong.kubelet.containerd.images.GetImageResponse;
import io.djong.kubelet.containerd.images.ImagesMethods;
import io.djong.kubelet.containerd.leases.LeasesMethods;
import io.djong.kubelet.containerd.leases.ListRequest;
import io.djong.kubelet.containerd.leases.ListResponse;
import io.djong.kubelet.containerd.version.VersionMethods;
import io.djong.kubelet.containerd.version.VersionResponse;
import io.djong.kubelet.cri.ImageServiceMethods;
import io.djong.kubelet.cri.ListImagesRequest;
import io.djong.kubelet.cri.ListImagesResponse;
import io.djong.kubelet.images.archive.Architecture;
import io.djong.kubelet.images.archive.BuiltInImages;
import io.djong.kubelet.images.archive.ImageArchive;
import io.djong.kubelet.images.archive.ImageBuild;
import io.djong.kubelet.images.reference.ImageReference;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a real containerd.
class ImageImportTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static Environment environment;
    private static ContainerdProcess containerd;
    private static RpcSocket socket;

    @BeforeAll
    static void start() throws Exception {
        environment = RealEnvironment.create();
        containerd = ContainerdProcess.start(folder);
        socket = RpcSocket.open(environment, containerd.socket());
        while (!answers()) {
            assertThat(containerd.isAlive()).as(containerd.log()).isTrue();
            environment.timers().sleep(Duration.ofMillis(20));
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        socket.close();
        containerd.stop();
    }

    @Test
    void anImportedImageIsTheRuntimes() throws Exception {
        var built = ImageBuild.of(BuiltInImages.pause(Architecture.AMD64));

        var loaded = new ImageImport(environment, socket).load(archive(built.archive()), List.of());

        assertThat(loaded).hasToString("[" + BuiltInImages.PAUSE + "]");
        assertThat(target(BuiltInImages.PAUSE)).isEqualTo(built.digest().toString());
        awaitCri(BuiltInImages.PAUSE);
    }

    @Test
    void importingTwiceChangesNothing() throws Exception {
        var archive =
                archive(ImageBuild.of(BuiltInImages.pause(Architecture.AMD64)).archive());
        var importer = new ImageImport(environment, socket);

        assertThat(importer.load(archive, List.of())).isEqualTo(importer.load(archive, List.of()));
    }

    @Test
    void anotherImageUnderTheSameNameReplacesIt() throws Exception {
        var importer = new ImageImport(environment, socket);
        var name = List.of(ImageReference.parse("localhost/replaced:1").orElseThrow());
        importer.load(
                archive(ImageBuild.of(BuiltInImages.pause(Architecture.AMD64)).archive()), name);
        var other = ImageBuild.of(BuiltInImages.hello(Architecture.AMD64, new byte[3_000_000]));

        importer.load(archive(other.archive()), name);

        assertThat(target("localhost/replaced:1")).isEqualTo(other.digest().toString());
    }

    @Test
    void theRuntimeListsAndRemovesIt() throws Exception {
        var name = ImageReference.parse("localhost/removed:1").orElseThrow();
        var archive = archive(ImageBuild.of(BuiltInImages.hello(Architecture.AMD64, new byte[10]))
                .archive());
        new ImageImport(environment, socket).load(archive, List.of(name));
        awaitCri("localhost/removed:1");
        var images = new RuntimeImages(socket);

        assertThat(images.list()).anyMatch(image -> image.names().contains("localhost/removed:1"));
        assertThat(images.remove(name)).isTrue();
        assertThat(images.list()).noneMatch(image -> image.names().contains("localhost/removed:1"));
        assertThat(images.remove(name)).isFalse();
    }

    @Test
    void leavesNoLease() throws Exception {
        new ImageImport(environment, socket)
                .load(
                        archive(ImageBuild.of(BuiltInImages.pause(Architecture.ARM64))
                                .archive()),
                        List.of());

        var leases = namespaced().call(LeasesMethods.LIST, ListRequest.EMPTY.toBytes(), ListResponse::parse, LIMIT);
        assertThat(leases.leases()).noneMatch(lease -> lease.id().startsWith("djong-import-"));
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        try (var nowhere = RpcSocket.open(environment, folder.resolve("nothing.sock"))) {
            var archive = archive(
                    ImageBuild.of(BuiltInImages.pause(Architecture.AMD64)).archive());
            assertThatThrownBy(() -> new ImageImport(environment, nowhere).load(archive, List.of()))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.isUnavailable()).isTrue());
        }
    }

    /// The CRI plug-in learns of a new image by an event.
    private static void awaitCri(String name) throws Exception {
        while (true) {
            var images = socket.call(
                    ImageServiceMethods.LIST_IMAGES,
                    ListImagesRequest.EMPTY.toBytes(),
                    ListImagesResponse::parse,
                    LIMIT);
            if (images.images().stream().anyMatch(image -> image.repoTags().contains(name))) {
                return;
            }
            environment.timers().sleep(Duration.ofMillis(20));
        }
    }

    private static String target(String name) throws Exception {
        var image = namespaced()
                .call(ImagesMethods.GET, new GetImageRequest(name).toBytes(), GetImageResponse::parse, LIMIT)
                .image();
        assertThat(image).isNotNull();
        var target = image.target();
        assertThat(target).isNotNull();
        return target.digest();
    }

    private static RpcSocket namespaced() {
        return socket.withHeader("containerd-namespace", ImageImport.NAMESPACE);
    }

    private static ImageArchive archive(byte[] bytes) throws IOException {
        return ImageArchive.open(Files.write(Files.createTempFile(folder, "image", ".tar"), bytes));
    }

    private static boolean answers() throws InterruptedException {
        try {
            socket.call(VersionMethods.VERSION, Empty.EMPTY.toBytes(), VersionResponse::parse, LIMIT);
            return true;
        } catch (RpcException e) {
            return false;
        }
    }
}
