package io.djong.kubelet.images.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.kubelet.images.archive.ImageRecipe.LayerFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchiveTest {
    @TempDir
    private Path folder;

    @Test
    void findsTheImageThatWasBuilt() throws IOException {
        var built = ImageBuild.of(BuiltInImages.pause(Architecture.AMD64));

        var archive = ImageArchive.open(file(built.archive()));

        assertThat(archive.images()).singleElement().satisfies(image -> {
            assertThat(image.names()).hasToString("[" + BuiltInImages.PAUSE + "]");
            assertThat(image.target().digest()).isEqualTo(built.digest());
        });
        var blobs = blobs(archive);
        assertThat(blobs).hasSize(3).containsKey(built.digest());
        blobs.forEach((digest, content) -> assertThat(Digest.of(content)).isEqualTo(digest));
    }

    @Test
    void buildsTheSameImageFromTheSameRecipe() {
        var recipe = BuiltInImages.hello(Architecture.AMD64, new byte[1000]);

        assertThat(ImageBuild.of(recipe).archive())
                .isEqualTo(ImageBuild.of(recipe).archive());
    }

    @Test
    void writesHowTheContainerStarts() throws Exception {
        var recipe = new ImageRecipe(
                "localhost/app:1",
                Architecture.ARM64,
                List.of(LayerFile.file("app", 0755, new byte[] {1})),
                List.of("/app"),
                List.of("--quiet"),
                Map.of("B", "2", "A", "1"),
                "/work",
                "7:8");
        var archive = ImageArchive.open(file(ImageBuild.of(recipe).archive()));
        var blobs = blobs(archive);
        var manifest = json(blobs.get(archive.images().getFirst().target().digest()));
        var config = json(blobs.get(Descriptor.read(manifest.object("config")).digest()));

        assertThat(config.string("architecture")).isEqualTo("arm64");
        assertThat(config.object("config").toJson())
                .isEqualTo("{\"Cmd\":[\"--quiet\"],\"Entrypoint\":[\"/app\"],\"Env\":[\"A=1\",\"B=2\"],"
                        + "\"User\":\"7:8\",\"WorkingDir\":\"/work\"}");
        var layer = Descriptor.read((JsonObject) manifest.array("layers").get(0));
        assertThat(config.object("rootfs").array("diff_ids").toJson()).isEqualTo("[\"" + layer.digest() + "\"]");
    }

    @Test
    void keepsWhatAManifestPointsAtFromBeingCollected() throws IOException {
        var archive = ImageArchive.open(
                file(ImageBuild.of(BuiltInImages.pause(Architecture.AMD64)).archive()));
        var labels = new TreeMap<String, String>();
        archive.blobs((blob, content) -> labels.putAll(blob.references()));

        assertThat(labels).containsOnlyKeys("containerd.io/gc.ref.content.config", "containerd.io/gc.ref.content.l.0");
    }

    @Test
    void readsWhatDockerSaves() throws IOException {
        var members = dockerArchive();

        var archive = ImageArchive.open(file(tar(members)));

        assertThat(archive.images()).singleElement().satisfies(image -> {
            assertThat(image.names()).hasToString("[docker.io/library/app:1, registry.example/app:2]");
            assertThat(image.target().mediaType()).isEqualTo(Descriptor.DOCKER_MANIFEST);
        });
        var blobs = blobs(archive);
        // The two layers are one file, by a link; the manifest is made.
        assertThat(blobs).hasSize(3);
        var manifest = json(blobs.get(archive.images().getFirst().target().digest()));
        assertThat(manifest.array("layers").size()).isEqualTo(2);
    }

    @Test
    void readsACompressedArchive() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(tar(dockerArchive()));
        }

        assertThat(ImageArchive.open(file(packed.toByteArray())).images()).hasSize(1);
    }

    @Test
    void refusesAFileThatIsNoImage() throws IOException {
        assertRefused(tar(Map.of("readme", bytes("hello"))), "neither an index.json nor a manifest.json");
        assertRefused(bytes("hello"), "ends in the middle of a header");
    }

    @Test
    void refusesAnArchiveThatLacksALayer() throws IOException {
        var members = dockerArchive();
        members.remove("one/layer.tar");

        assertRefused(tar(members), "lacks \"one/layer.tar\"");
    }

    @Test
    void refusesDamagedContent() throws IOException {
        var whole = ImageBuild.of(BuiltInImages.hello(Architecture.AMD64, new byte[3000]))
                .archive();
        int inLayer = whole.length - 4000;
        whole[inLayer] ^= 1;

        assertRefused(whole, "is damaged");
    }

    @Test
    void refusesAWrongName() throws IOException {
        var members = dockerArchive();
        members.put(
                "manifest.json",
                bytes("[{\"Config\":\"config.json\",\"RepoTags\":[\"App\"],\"Layers\":[\"one/layer.tar\"]}]"));

        assertRefused(tar(members), "calls an image \"App\"");
    }

    private static Map<String, byte[]> dockerArchive() {
        var members = new LinkedHashMap<String, byte[]>();
        members.put("config.json", bytes("{\"architecture\":\"amd64\",\"os\":\"linux\"}"));
        members.put("one/layer.tar", new byte[1024]);
        members.put("two/layer.tar -> ../one/layer.tar", new byte[0]);
        members.put(
                "manifest.json",
                bytes("[{\"Config\":\"config.json\",\"RepoTags\":[\"app:1\",\"registry.example/app:2\"],"
                        + "\"Layers\":[\"one/layer.tar\",\"two/layer.tar\"]}]"));
        return members;
    }

    private void assertRefused(byte[] archive, String sentence) throws IOException {
        var file = file(archive);
        assertThatThrownBy(() -> ImageArchive.open(file))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(sentence);
    }

    private static Map<Digest, byte[]> blobs(ImageArchive archive) throws IOException {
        var blobs = new TreeMap<Digest, byte[]>();
        archive.blobs((blob, content) ->
                assertThat(blobs.put(blob.digest(), content.readAllBytes())).isNull());
        return blobs;
    }

    private static JsonObject json(byte @Nullable [] document) {
        assertThat(document).isNotNull();
        try {
            return (JsonObject) JsonValue.parse(document);
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    /// A member called `a -> b` is a link.
    private static byte[] tar(Map<String, byte[]> members) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarWriter(bytes)) {
            for (var member : members.entrySet()) {
                var parts = member.getKey().split(" -> ");
                tar.add(
                        parts.length == 2
                                ? TarEntry.symbolicLink(parts[0], parts[1])
                                : TarEntry.file(parts[0], 0644, member.getValue().length),
                        member.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("image.tar"), content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
