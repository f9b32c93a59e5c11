package io.djong.apigenerator;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Generates the types of module `api` from its schema files.
public final class ApiGenerator {
    private final Path sources;
    private final Path resources;
    private final TreeMap<Path, String> files = new TreeMap<>();

    private ApiGenerator(Path sources, Path resources) {
        this.sources = sources;
        this.resources = resources;
    }

    /// Arguments: the folder of schema files, the folder for sources, the folder for resources,
    /// then files and folders on which the form of the output depends as well. Does nothing when
    /// none of them has changed since the last run.
    public static void main(String[] args) throws IOException, SchemaException {
        if (args.length < 3) throw new IllegalArgumentException("schema, sources and resources expected");
        var inputs = new ArrayList<Path>(List.of(Path.of(args[0])));
        for (String extra : List.of(args).subList(3, args.length)) inputs.add(Path.of(extra));
        generate(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), inputs, publishedClient());
    }

    /// The jar of the published Java client, which stands on the class path for its annotations; null when it
    /// does not.
    private static @Nullable Path publishedClient() throws IOException {
        URL model = ApiGenerator.class.getResource("/io/kubernetes/client/openapi/models/V1Pod.class");
        if (model == null) return null;
        return model.openConnection() instanceof JarURLConnection jar
                ? Path.of(jar.getJarFile().getName())
                : null;
    }

    /// Whether anything was written.
    static boolean generate(
            Path schemaFolder, Path sources, Path resources, List<Path> inputs, @Nullable Path publishedClient)
            throws IOException, SchemaException {
        var stamp = Stamp.of(inputs, sources.resolveSibling(sources.getFileName() + ".stamp"));
        if (stamp.isCurrent() && Files.isDirectory(sources)) return false;
        var generator = new ApiGenerator(sources, resources);
        var schema = Schema.read(schemaFolder);
        generator.collect(schema);
        if (publishedClient != null) generator.describe(schema, publishedClient);
        generator.write();
        stamp.write();
        return true;
    }

    private void collect(Schema schema) throws SchemaException {
        for (var one : schema.packages()) {
            Path folder = sources.resolve(one.javaPackage().replace('.', '/'));
            files.put(folder.resolve("package-info.java"), packageInfo(one));
            for (Declaration declaration : one.declarations().values()) {
                if (!(declaration instanceof Declaration.Struct struct)) continue;
                files.put(folder.resolve(struct.name() + ".java"), new RecordSource(schema, one, struct).text());
                files.put(folder.resolve(struct.name() + "Codec.java"), new CodecSource(schema, one, struct).text());
            }
            put(folder.resolve(one.constants() + ".java"), new ConstantsSource(schema, one).resources());
            put(folder.resolve(one.constants() + "Kinds.java"), new ConstantsSource(schema, one).kinds());
            put(
                    resources.resolve("io/djong/api/schema/" + one.name().replace('/', '.')),
                    new FactsSource(schema, one).text());
        }
        Path folder = sources.resolve("io/djong/api/types");
        files.put(folder.resolve("Types.java"), TypesSource.text(schema));
        files.put(
                folder.resolve("package-info.java"),
                packageInfo("Finds generated types by name.", "io.djong.api.types"));
    }

    private void describe(Schema schema, Path publishedClient) throws IOException, SchemaException {
        try (var descriptions = new Descriptions(publishedClient)) {
            for (var one : schema.packages()) {
                String name = one.name().replace('/', '.') + ".descriptions";
                put(resources.resolve("io/djong/api/schema/" + name), descriptions.text(schema, one));
            }
        }
    }

    private void put(Path file, String text) {
        if (!text.isEmpty()) files.put(file, text);
    }

    private static String packageInfo(SchemaPackage one) {
        return packageInfo(
                "The types of `" + one.apiVersion() + "`, generated from `schema/"
                        + one.name().replace('/', '.') + "`.",
                one.javaPackage());
    }

    private static String packageInfo(String text, String name) {
        return "/// " + text + "\n@NullMarked\npackage " + name + ";\n\nimport org.jspecify.annotations.NullMarked;\n";
    }

    private void write() throws IOException {
        SourceFolder.write(sources, files);
        SourceFolder.write(resources.resolve("io/djong/api/schema"), files);
    }
}
