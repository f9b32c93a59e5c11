package io.djong.kubelet.images.archive;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.kubelet.images.reference.ImageReference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A file with images in it: an OCI image layout in a tar, or what `docker save` writes; compressed with gzip or not.
///
/// The file is read twice: once by [#open], which learns what is in it and checks every digest, and
/// once by [#blobs], which hands the content out. It is never unpacked. A file that is both, as
/// newer `docker save` writes it, counts as an OCI layout.
///
/// Limits: a JSON document of 4 MiB, 64 MiB of them together.
public final class ImageArchive {
    private final Path file;
    private final ArchiveScan scan;
    private final List<ArchivedImage> images = new ArrayList<>();
    /// In the order in which they are to be stored: what is pointed at before what points.
    private final Map<Digest, ArchivedBlob> blobs = new LinkedHashMap<>();

    private final Map<String, Digest> digestByMember = new TreeMap<>();
    private final Map<Digest, byte[]> made = new LinkedHashMap<>();

    private ImageArchive(Path file, ArchiveScan scan) {
        this.file = file;
        this.scan = scan;
    }

    /// Reads what is in the file.
    ///
    /// @throws ArchiveException when it is no image archive, is cut short, or lacks something that it points at
    public static ImageArchive open(Path file) throws IOException {
        var archive = new ImageArchive(file, ArchiveScan.of(file));
        if (archive.scan.member("index.json") != null) {
            archive.readLayout();
        } else if (archive.scan.member("manifest.json") != null) {
            archive.readDockerArchive();
        } else {
            throw new ArchiveException(
                    "the file holds neither an index.json nor a manifest.json: it is no OCI layout and no docker archive");
        }
        return archive;
    }

    /// The images, in the order of the archive.
    public List<ArchivedImage> images() {
        return List.copyOf(images);
    }

    /// Hands out every blob that the images need, each once: first what lies in the file, in its order, then what was
    /// made from it, which points at the former. Manifests that lie in the file come before what they point at when
    /// the file has them in that order.
    public void blobs(ArchivedBlob.Sink sink) throws IOException {
        var left = new LinkedHashMap<>(blobs);
        try (var tar = ArchiveScan.open(file)) {
            for (var entry = tar.next(); entry != null; entry = tar.next()) {
                var digest = digestByMember.get(ArchiveScan.clean(entry.name()));
                var blob = digest == null ? null : left.remove(digest);
                if (blob != null) {
                    sink.take(blob, tar.content());
                }
            }
        }
        for (ArchivedBlob blob : left.values()) {
            var content = made.get(blob.digest());
            if (content == null) {
                throw new ArchiveException("the file changed while it was read: " + blob.digest() + " is gone");
            }
            sink.take(blob, new ByteArrayInputStream(content));
        }
    }

    private void readLayout() throws ArchiveException {
        var index = document("index.json");
        for (JsonValue value : index.array("manifests").values()) {
            if (!(value instanceof JsonObject entry)) {
                throw new ArchiveException("index.json lists a manifest that is no object");
            }
            var target = Descriptor.read(entry);
            if (!target.isIndex() && !target.isManifest()) {
                throw new ArchiveException(
                        "index.json lists " + target.digest() + " of the unknown type \"" + target.mediaType() + "\"");
            }
            needLayoutBlob(target, true);
            var annotations = entry.object("annotations");
            var name = annotations.string("io.containerd.image.name");
            if (name.isEmpty()) {
                name = annotations.string("org.opencontainers.image.ref.name");
                // The specification wants a tag there; whoever writes a whole name has a slash or a colon in it.
                name = name.indexOf('/') < 0 && name.indexOf(':') < 0 ? "" : name;
            }
            addImage(name.isEmpty() ? List.of() : List.of(name), target);
        }
    }

    /// The same image may be listed once per name.
    private void addImage(List<String> names, Descriptor target) throws ArchiveException {
        var references = new ArrayList<ImageReference>();
        for (String name : names) {
            references.add(ImageReference.parse(name)
                    .orElseThrow(() -> new ArchiveException(
                            "the archive calls an image \"" + name + "\", which is no image name")));
        }
        for (int i = 0; i < images.size(); i++) {
            if (images.get(i).target().equals(target)) {
                references.addAll(0, images.get(i).names());
                images.set(i, new ArchivedImage(references, target));
                return;
            }
        }
        images.add(new ArchivedImage(references, target));
    }

    /// Notes that a blob of the layout is needed, and what it points at. Of an index for several platforms,nn   n
    /// /// /// n /// n /// n    /// /// ann /// archive may hold some.
    private void needLayoutBlob(Descriptor descriptor, boolean required) throws ArchiveException {
        var name = "blobs/sha256/" + descriptor.digest().hex();
        var member = scan.member(name);
        if (member == null) {
            if (required) {
                throw new ArchiveException("the archive lacks " + descriptor.digest() + ", which it points at");
            }
            return;
        }
        if (!member.digest().equals(descriptor.digest())) {
            throw new ArchiveException(
                    "the content of " + descriptor.digest() + " is damaged: its digest is " + member.digest());
        }
        var references = new TreeMap<String, String>();
        if (descriptor.isIndex()) {
            int i = 0;
            for (JsonValue value : document(name).array("manifests").values()) {
                var child = Descriptor.read(object(value, name));
                needLayoutBlob(child, false);
                references.put(
                        "containerd.io/gc.ref.content.m." + i++, child.digest().toString());
            }
        } else if (descriptor.isManifest()) {
            var manifest = document(name);
            var config = Descriptor.read(manifest.object("config"));
            needLayoutBlob(config, true);
            references.put(
                    "containerd.io/gc.ref.content.config", config.digest().toString());
            int i = 0;
            for (JsonValue value : manifest.array("layers").values()) {
                var layer = Descriptor.read(object(value, name));
                needLayoutBlob(layer, true);
                references.put(
                        "containerd.io/gc.ref.content.l." + i++, layer.digest().toString());
            }
        }
        need(scan.target(name), new ArchivedBlob(descriptor.digest(), member.sizeBytes(), references));
    }

    private void readDockerArchive() throws ArchiveException {
        if (!(parsed("manifest.json") instanceof JsonArray entries)) {
            throw new ArchiveException("manifest.json is no list of images");
        }
        for (JsonValue value : entries.values()) {
            var entry = object(value, "manifest.json");
            var names = new ArrayList<String>();
            for (JsonValue tag : entry.array("RepoTags").values()) {
                names.add(tag instanceof JsonString text ? text.value() : "");
            }
            var layers = new ArrayList<Descriptor>();
            for (JsonValue layer : entry.array("Layers").values()) {
                var path = layer instanceof JsonString text ? text.value() : "";
                var gzip = required(path).gzip();
                layers.add(dockerBlob(path, gzip ? Descriptor.DOCKER_LAYER_GZIP : Descriptor.DOCKER_LAYER));
            }
            var config = dockerBlob(entry.string("Config"), Descriptor.DOCKER_CONFIG);
            addImage(names, dockerManifest(config, layers));
        }
    }

    private Descriptor dockerBlob(String path, String mediaType) throws ArchiveException {
        var member = required(path);
        need(scan.target(path), new ArchivedBlob(member.digest(), member.sizeBytes(), new TreeMap<>()));
        return new Descriptor(mediaType, member.digest(), member.sizeBytes());
    }

    /// A docker archive has no manifest of the kind that a registry and a runtime know, so one is made.
    private Descriptor dockerManifest(Descriptor config, List<Descriptor> layers) {
        var json = JsonObject.EMPTY
                .with("schemaVersion", JsonNumber.of(2))
                .with("mediaType", new JsonString(Descriptor.DOCKER_MANIFEST))
                .with("config", config.json())
                .with(
                        "layers",
                        new JsonArray(layers.stream()
                                .map(layer -> (JsonValue) layer.json())
                                .toList()))
                .toBytes();
        var references = new TreeMap<String, String>();
        references.put("containerd.io/gc.ref.content.config", config.digest().toString());
        for (int i = 0; i < layers.size(); i++) {
            references.put(
                    "containerd.io/gc.ref.content.l." + i,
                    layers.get(i).digest().toString());
        }
        var descriptor = Descriptor.of(Descriptor.DOCKER_MANIFEST, json);
        made.put(descriptor.digest(), json);
        blobs.putIfAbsent(descriptor.digest(), new ArchivedBlob(descriptor.digest(), json.length, references));
        return descriptor;
    }

    private void need(String member, ArchivedBlob blob) {
        digestByMember.put(member, blob.digest());
        blobs.putIfAbsent(blob.digest(), blob);
    }

    private ArchiveScan.Member required(String path) throws ArchiveException {
        var member = scan.member(path);
        if (member == null) {
            throw new ArchiveException("the archive lacks \"" + path + "\", which it points at");
        }
        return member;
    }

    private JsonObject document(String path) throws ArchiveException {
        return object(parsed(path), path);
    }

    private JsonValue parsed(String path) throws ArchiveException {
        var document = required(path).document();
        if (document == null) {
            throw new ArchiveException(
                    path + " is no JSON, or larger than " + ArchiveScan.DOCUMENT_BYTES_MAX + " bytes");
        }
        try {
            return JsonValue.parse(document);
        } catch (JsonException e) {
            throw new ArchiveException(path + ": " + e.getMessage(), e);
        }
    }

    private static JsonObject object(JsonValue value, String path) throws ArchiveException {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new ArchiveException(path + " has something else where an object belongs");
    }
}
