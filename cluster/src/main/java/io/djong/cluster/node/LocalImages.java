package io.djong.cluster.node;

import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Environment;
import io.djong.kubelet.images.archive.Architecture;
import io.djong.kubelet.images.archive.BuiltInImages;
import io.djong.kubelet.images.archive.ElfFile;
import io.djong.kubelet.images.archive.ImageArchive;
import io.djong.kubelet.images.archive.ImageBuild;
import io.djong.kubelet.images.archive.ImageRecipe;
import io.djong.kubelet.images.store.ImageImport;
import io.djong.kubelet.images.store.RuntimeImages;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The images that are made on this machine, brought into its container runtime when they are missing there or were
/// made differently before: the sandbox of pods, and the first application.
final class LocalImages {
    private static final Log LOG = Log.of(LocalImages.class);
    private static final List<Path> BUSYBOX =
            List.of(Path.of("/bin/busybox"), Path.of("/usr/bin/busybox"), Path.of("/usr/local/bin/busybox"));

    private final Environment environment;
    private final Path stamp;

    /// @param stamp the file that remembers what was brought
    LocalImages(Environment environment, Path stamp) {
        this.environment = environment;
        this.stamp = stamp;
    }

    /// Brings what is missing.
    void ensure(Path socketFile) throws IOException, RpcException, InterruptedException {
        var builds = new ArrayList<ImageBuild>();
        for (ImageRecipe recipe : recipes()) {
            builds.add(ImageBuild.of(recipe));
        }
        var wanted = String.join(
                "\n",
                builds.stream()
                        .map(build -> build.name() + "@" + build.digest())
                        .toList());
        try (var socket = RpcSocket.open(environment, socketFile)) {
            var present = new RuntimeImages(socket)
                    .list().stream().flatMap(image -> image.names().stream()).toList();
            boolean complete = builds.stream().map(ImageBuild::name).allMatch(present::contains);
            if (complete && Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
                return;
            }
            var file = Files.createTempFile("djong-image", ".tar");
            try {
                for (ImageBuild build : builds) {
                    Files.write(file, build.archive());
                    new ImageImport(environment, socket).load(ImageArchive.open(file), List.of());
                    LOG.info("Image made on this machine", LogKey.IMAGE.is(build.name()));
                }
            } finally {
                Files.delete(file);
            }
            Files.writeString(stamp, wanted);
        }
    }

    private static List<ImageRecipe> recipes() throws IOException {
        var architecture = System.getProperty("os.arch").equals("aarch64") ? Architecture.ARM64 : Architecture.AMD64;
        var recipes = new ArrayList<>(List.of(BuiltInImages.pause(architecture)));
        var busybox = busybox();
        if (busybox.isPresent()) {
            recipes.add(BuiltInImages.hello(architecture, busybox.get()));
        } else {
            LOG.warning("There is no static busybox, so the image of the first application is not made");
        }
        return recipes;
    }

    private static Optional<byte[]> busybox() throws IOException {
        for (Path path : BUSYBOX) {
            if (Files.isReadable(path)) {
                var program = Files.readAllBytes(path);
                if (ElfFile.parse(program).filter(ElfFile::isStatic).isPresent()) {
                    return Optional.of(program);
                }
            }
        }
        return Optional.empty();
    }
}
