package io.djong.apiserver.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.codec.DecodeOptions;
import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.protobuf.Protobuf;
import io.djong.api.schema.FieldType;
import io.djong.api.schema.TypeSchema;
import io.djong.api.yaml.YamlWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What `scripts/fuzz-kinds.sh` needs beside Jazzer: the names of the kinds, inputs and words to start with, and a
/// place where found inputs are kept.
public final class KindSeeds {
    private static final int EDITED_PER_SAMPLE = 8;

    private KindSeeds() {}

    /// `list`; `seeds KIND FOLDER`, which makes `FOLDER/seeds` and `FOLDER/words`; or `keep KIND FOLDER FILE BYTES`,
    /// which writes the shortest inputs of a folder into a file, a line each in base64.
    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "list" -> KindCourses.all().names().forEach(System.out::println);
            case "seeds" -> {
                var course = KindCourses.all().of(args[1]);
                var folder = Files.createDirectories(Path.of(args[2]));
                write(Files.createDirectories(folder.resolve("seeds")), seeds(course));
                Files.writeString(folder.resolve("words"), words(course.type()));
            }
            case "keep" -> keep(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void write(Path folder, List<KindInput> seeds) throws IOException {
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("seed-" + i), seeds.get(i).bytes());
        }
    }

    /// Inputs to start with.
    static List<KindInput> seeds(Course course) {
        var seeds = new ArrayList<KindInput>();
        var samples = course.samples();
        for (int i = 0; i < samples.size(); i++) {
            var json = samples.get(i).toBytes();
            var other = samples.get((i + 1) % samples.size());
            seeds.add(new KindInput(KindInput.Form.JSON, true, false, json, new byte[0]));
            seeds.add(new KindInput(KindInput.Form.JSON, false, true, json, other.toBytes()));
            seeds.add(new KindInput(
                    KindInput.Form.YAML, true, false, YamlWriter.ofJson(json), YamlWriter.ofJson(other.toBytes())));
            addProtobuf(seeds, course.type(), samples.get(i), other);
            for (int edit = 0; edit < EDITED_PER_SAMPLE; edit++) {
                byte[] first = {(byte) i, 0, (byte) (edit * 3), (byte) edit, (byte) (edit * 5), 0, 4};
                byte[] second = {0, (byte) (edit * 7), (byte) (edit + 1), (byte) (edit * 11), 3, 1};
                seeds.add(new KindInput(KindInput.Form.EDITS, false, edit % 2 == 0, first, second));
            }
        }
        return seeds;
    }

    private static <V extends KubeObject> void addProtobuf(
            List<KindInput> seeds, KubeType<V> type, JsonObject one, JsonObject other) {
        try {
            seeds.add(new KindInput(
                    KindInput.Form.PROTOBUF,
                    true,
                    true,
                    Protobuf.write(Json.read(type, one.toBytes(), DecodeOptions.LENIENT)
                            .value()),
                    Protobuf.write(Json.read(type, other.toBytes(), DecodeOptions.LENIENT)
                            .value())));
        } catch (JsonException _) {
            // some samples are wrong on purpose
        }
    }

    /// In libFuzzer's form of a dictionary.
    private static String words(KubeType<?> type) {
        var words = new TreeSet<>(Words.ALL);
        collect(type.schema(), new TreeSet<>(), words);
        var text = new StringBuilder("\"\\x0a---\\x0a\"\n");
        for (var word : words) {
            if (!word.isEmpty() && word.length() < 64) {
                text.append('"');
                for (byte each : word.getBytes(UTF_8)) {
                    text.append("\\x%02x".formatted(each));
                }
                text.append("\"\n");
            }
        }
        return text.toString();
    }

    private static void collect(TypeSchema type, Set<String> seen, Set<String> words) {
        if (!seen.add(type.name())) {
            return;
        }
        for (var field : type.fields()) {
            words.add("\"" + field.name() + "\":");
            words.addAll(field.enumValues());
            collect(field.type(), seen, words);
        }
    }

    private static void collect(FieldType type, Set<String> seen, Set<String> words) {
        switch (type) {
            case FieldType.Leaf _ -> {}
            case FieldType.ListOf list -> collect(list.element(), seen, words);
            case FieldType.MapOf map -> collect(map.value(), seen, words);
            case FieldType.Struct struct -> collect(struct.schema(), seen, words);
        }
    }

    private static void keep(Path folder, Path file, int bytesMax) throws IOException {
        List<Path> found;
        try (var files = Files.list(folder)) {
            found = files.sorted(Comparator.comparingLong(KindSeeds::size).thenComparing(Path::toString))
                    .toList();
        }
        var lines = new StringBuilder();
        for (var each : found) {
            var line = Base64.getEncoder().encodeToString(Files.readAllBytes(each)) + "\n";
            if (lines.length() + line.length() > bytesMax) {
                break;
            }
            lines.append(line);
        }
        Files.writeString(file, lines);
    }

    private static long size(Path file) {
        return file.toFile().length();
    }
}
