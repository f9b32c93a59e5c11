package io.djong.apigenerator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Generates records for the messages of gRPC services (CRI, containerd, etcd, …) from a folder of schema files: see
/// [MessageParser].
public final class MessageGenerator {
    private MessageGenerator() {}

    /// Arguments: the folder of schema files and the folder for sources. Does nothing when the files have not
    /// changed.
    public static void main(String[] args) throws IOException, SchemaException {
        if (args.length != 2) throw new IllegalArgumentException("schema and sources expected");
        generate(Path.of(args[0]), Path.of(args[1]));
    }

    /// Whether anything was written.
    static boolean generate(Path schema, Path sources) throws IOException, SchemaException {
        var stamp = Stamp.of(List.of(schema), sources.resolveSibling(sources.getFileName() + ".stamp"));
        if (stamp.isCurrent() && Files.isDirectory(sources)) return false;
        var files = new TreeMap<String, MessageFile>();
        for (Path path : Schema.files(schema)) {
            var file = MessageParser.parse(path.getFileName().toString(), Files.readString(path));
            files.put(file.wire(), file);
        }
        var texts = new TreeMap<Path, String>();
        for (MessageFile file : files.values())
            collect(files, file, sources.resolve(file.java().replace('.', '/')), texts);
        SourceFolder.write(sources, texts);
        stamp.write();
        return true;
    }

    private static void collect(Map<String, MessageFile> files, MessageFile file, Path folder, Map<Path, String> texts)
            throws SchemaException {
        String head = "package " + file.java() + ";\n\n";
        texts.put(
                folder.resolve("package-info.java"),
                "/// The messages of `" + file.wire() + "`, generated.\n@NullMarked\npackage " + file.java()
                        + ";\n\nimport org.jspecify.annotations.NullMarked;\n");
        for (var message : file.messages().values()) {
            texts.put(
                    folder.resolve(MessageFile.className(message.name()) + ".java"),
                    new MessageSource(files, file, message).text());
        }
        for (var one : file.enumerations().values()) {
            texts.put(folder.resolve(MessageFile.className(one.name()) + ".java"), head + enumeration(one));
        }
        for (var service : file.services())
            texts.put(folder.resolve(service.name() + "Methods.java"), head + methods(file, service));
    }

    private static String enumeration(MessageFile.Enumeration one) throws SchemaException {
        String name = MessageFile.className(one.name());
        var out = new StringBuilder("/// `" + one.name() + "`.\npublic enum " + name + " {\n");
        var cases = new StringBuilder();
        for (Line value : one.values()) {
            String constant = constant(value.word(0, "name"));
            String number = value.word(1, "number");
            out.append("    ").append(constant).append("(").append(number).append("),\n");
            cases.append("            case ")
                    .append(number)
                    .append(" -> ")
                    .append(constant)
                    .append(";\n");
        }
        out.append(
                        "    /// A value that is not known here.\n    UNRECOGNIZED(-1);\n\n    private final int number;\n\n    ")
                .append(name);
        out.append(
                "(int number) {\n        this.number = number;\n    }\n\n    public int number() {\n        return number;\n    }\n\n    public static ");
        out.append(name)
                .append(" of(int number) {\n        return switch (number) {\n")
                .append(cases);
        return out.append("            default -> UNRECOGNIZED;\n        };\n    }\n}\n")
                .toString();
    }

    private static String methods(MessageFile file, MessageFile.Service service) throws SchemaException {
        var out = new StringBuilder("/// The methods of `" + file.wire() + "." + service.name()
                + "`, by their full names.\npublic final class ");
        out.append(service.name())
                .append("Methods {\n    private ")
                .append(service.name())
                .append("Methods() {}\n");
        for (Line method : service.methods()) {
            String name = method.word(0, "method");
            String types = String.join(" ", method.rest(1)).replace("stream ", "stream:");
            int space = types.indexOf(' ');
            if (space < 0) throw method.error("request and response expected");
            out.append("\n    /// From `")
                    .append(types, 0, space)
                    .append("` to `")
                    .append(types.substring(space + 1));
            out.append("`.\n    public static final String ")
                    .append(constant(name))
                    .append(" = \"");
            out.append(file.wire())
                    .append('.')
                    .append(service.name())
                    .append('/')
                    .append(name)
                    .append("\";\n");
        }
        return out.append("}\n").toString();
    }

    /// `RunPodSandbox` → `RUN_POD_SANDBOX`.
    private static String constant(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toUpperCase(Locale.ROOT);
    }
}
