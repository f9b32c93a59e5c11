package io.djong.kubelet.images.archive;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;

/// An image made from a recipe: layer, configuration, manifest and index, each found by its digest (OCI image
/// specification 1.1).
public final class ImageBuild {
    /// Images are reproducible, so they all claim to be this old.
    private static final String CREATED = "1970-01-01T00:00:00Z";

    private final ImageRecipe recipe;
    private final byte[] layer;
    private final byte[] config;
    private final byte[] manifest;
    private final byte[] index;

    private ImageBuild(ImageRecipe recipe) {
        this.recipe = recipe;
        layer = layer(recipe);
        config = bytes(config(recipe, Digest.of(layer)));
        manifest = bytes(manifest(Descriptor.of(Descriptor.CONFIG, config), Descriptor.of(Descriptor.LAYER, layer)));
        index = bytes(index(recipe, Descriptor.of(Descriptor.MANIFEST, manifest)));
    }

    /// Makes the image.
    public static ImageBuild of(ImageRecipe recipe) {
        return new ImageBuild(recipe);
    }

    /// The digest of the manifest.
    public Digest digest() {
        return Digest.of(manifest);
    }

    /// Writes the image as an OCI archive: an image layout in a tar. Closes the stream.
    public void writeTo(OutputStream out) throws IOException {
        try (var tar = new TarWriter(out)) {
            add(tar, "oci-layout", bytes(JsonObject.EMPTY.with("imageLayoutVersion", new JsonString("1.0.0"))));
            add(tar, "index.json", index);
            tar.add(TarEntry.directory("blobs", 0755));
            tar.add(TarEntry.directory("blobs/sha256", 0755));
            for (byte[] blob : List.of(manifest, config, layer)) {
                add(tar, "blobs/sha256/" + Digest.of(blob).hex(), blob);
            }
        }
    }

    /// The image as an OCI archive in memory, for the small ones.
    public byte[] archive() {
        var bytes = new ByteArrayOutputStream();
        try {
            writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /// The name that the image has in an index.
    public String name() {
        return recipe.name();
    }

    private static byte[] layer(ImageRecipe recipe) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarWriter(bytes)) {
            for (var file : recipe.files()) {
                tar.add(file.entry(), file.content());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static JsonObject config(ImageRecipe recipe, Digest layer) {
        var environment = new TreeMap<>(recipe.environment())
                .entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList();
        var start = JsonObject.EMPTY;
        if (!environment.isEmpty()) {
            start = start.with("Env", strings(environment));
        }
        if (!recipe.entrypoint().isEmpty()) {
            start = start.with("Entrypoint", strings(recipe.entrypoint()));
        }
        if (!recipe.command().isEmpty()) {
            start = start.with("Cmd", strings(recipe.command()));
        }
        if (!recipe.workingDirectory().isEmpty()) {
            start = start.with("WorkingDir", new JsonString(recipe.workingDirectory()));
        }
        if (!recipe.user().isEmpty()) {
            start = start.with("User", new JsonString(recipe.user()));
        }
        return JsonObject.EMPTY
                .with("created", new JsonString(CREATED))
                .with("architecture", new JsonString(recipe.architecture().imageName()))
                .with("os", new JsonString("linux"))
                .with("config", start)
                .with(
                        "rootfs",
                        JsonObject.EMPTY
                                .with("type", new JsonString("layers"))
                                .with("diff_ids", strings(List.of(layer.toString()))))
                .with(
                        "history",
                        JsonArray.of(JsonObject.EMPTY
                                .with("created", new JsonString(CREATED))
                                .with("created_by", new JsonString("djong image build"))));
    }

    private static JsonObject manifest(Descriptor config, Descriptor layer) {
        return JsonObject.EMPTY
                .with("schemaVersion", JsonNumber.of(2))
                .with("mediaType", new JsonString(Descriptor.MANIFEST))
                .with("config", config.json())
                .with("layers", JsonArray.of(layer.json()));
    }

    private static JsonObject index(ImageRecipe recipe, Descriptor manifest) {
        var platform = JsonObject.EMPTY
                .with("architecture", new JsonString(recipe.architecture().imageName()))
                .with("os", new JsonString("linux"));
        var tag = recipe.name().substring(recipe.name().lastIndexOf(':') + 1);
        var names = JsonObject.EMPTY
                .with("io.containerd.image.name", new JsonString(recipe.name()))
                .with("org.opencontainers.image.ref.name", new JsonString(tag));
        return JsonObject.EMPTY
                .with("schemaVersion", JsonNumber.of(2))
                .with("mediaType", new JsonString(Descriptor.INDEX))
                .with(
                        "manifests",
                        JsonArray.of(manifest.json().with("platform", platform).with("annotations", names)));
    }

    private static JsonArray strings(List<String> values) {
        return new JsonArray(
                values.stream().map(value -> (JsonValue) new JsonString(value)).toList());
    }

    private static void add(TarWriter tar, String name, byte[] content) throws IOException {
        tar.add(TarEntry.file(name, 0644, content.length), content);
    }

    private static byte[] bytes(JsonObject json) {
        return json.toBytes();
    }
}
