package io.djong.apigenerator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one schema file.
final class SchemaParser {
    private final String file;
    private final Map<String, String> header = new LinkedHashMap<>();
    private final Map<String, Declaration> declarations = new LinkedHashMap<>();
    private final List<ResourceLine> resources = new ArrayList<>();
    private final List<FieldLine> fields = new ArrayList<>();

    private SchemaParser(String file) {
        this.file = file;
    }

    /// @param file its name, for errors
    static SchemaPackage parse(String file, String text) throws SchemaException {
        var parser = new SchemaParser(file);
        var lines = lines(file, text);
        for (int i = 0; i < lines.size(); ) i = parser.declaration(lines, i);
        return parser.finish();
    }

    /// The lines that say something.
    static List<Line> lines(String file, String text) {
        var lines = new ArrayList<Line>();
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String bare = raw.strip();
            if (bare.isEmpty() || bare.startsWith("#")) continue;
            lines.add(new Line(file, number, raw.startsWith(" "), List.of(bare.split(" +"))));
        }
        return lines;
    }

    private int declaration(List<Line> lines, int at) throws SchemaException {
        Line line = lines.get(at);
        if (line.indented()) throw line.error("a field outside a type");
        int end = at + 1;
        fields.clear();
        while (end < lines.size() && lines.get(end).indented()) fields.add(FieldLine.of(lines.get(end++)));
        String name = line.word(1, "name");
        switch (line.words().getFirst()) {
            case "package", "group", "version", "constants", "openapi" ->
                header.put(line.words().getFirst(), name);
            case "resource" -> resources.add(ResourceLine.of(line, false));
            case "subresource" -> resources.add(ResourceLine.of(line, true));
            case "string" -> add(new Declaration.StringName(line, name, values(line)));
            case "map", "slice" -> add(new Declaration.Alias(line, name, line.word(2, "type")));
            case "message" -> add(new Declaration.Message(line, name));
            case "type" -> add(struct(line, Declaration.Shape.PART));
            case "kind" -> add(struct(line, Declaration.Shape.KIND));
            case "union" -> add(struct(line, Declaration.Shape.UNION));
            case "list" -> add(list(line));
            default -> throw line.error("unknown word " + line.words().getFirst());
        }
        boolean mayHaveFields = declarations.get(name) instanceof Declaration.Struct;
        if (end > at + 1 && !mayHaveFields) throw lines.get(at + 1).error("a field outside a type");
        return end;
    }

    /// A low line stands for a space.
    private static List<String> values(Line line) {
        return line.rest(2).stream().map(value -> value.replace('_', ' ')).toList();
    }

    private Declaration.Struct struct(Line line, Declaration.Shape shape) throws SchemaException {
        var names = new ArrayList<String>();
        for (FieldLine field : fields) {
            if (!field.isInline() && names.contains(field.name()))
                throw field.line().error("field " + field.name() + " twice");
            names.add(field.name());
        }
        return new Declaration.Struct(line, line.word(1, "name"), shape, List.copyOf(fields));
    }

    /// `list PodList of Pod`: metadata and items; with `typed` at the end when the items say their kind.
    private Declaration.Struct list(Line line) throws SchemaException {
        if (!line.word(2, "of").equals("of")) throw line.error("of expected");
        String item = line.word(3, "kind");
        var metadata = new Line(
                file, line.number(), true, List.of("metadata", "1", "meta/v1.ListMeta", "omitempty", "optional"));
        boolean typed = line.rest(4).contains("typed");
        var words = new ArrayList<>(List.of("items", "2", "[]" + item, "neverNull"));
        if (typed) words.add("typed");
        var items = new Line(file, line.number(), true, words);
        return new Declaration.Struct(
                line,
                line.word(1, "name"),
                Declaration.Shape.LIST,
                List.of(FieldLine.of(metadata), FieldLine.of(items)));
    }

    private void add(Declaration declaration) throws SchemaException {
        if (declarations.putIfAbsent(declaration.name(), declaration) != null) {
            throw declaration.line().error(declaration.name() + " twice");
        }
    }

    private SchemaPackage finish() throws SchemaException {
        for (String key : List.of("package", "group", "version", "constants", "openapi")) {
            if (!header.containsKey(key)) throw new SchemaException(file, 1, key + " missing");
        }
        String group = header.getOrDefault("group", "");
        return new SchemaPackage(
                header.getOrDefault("package", ""),
                group.equals("core") ? "" : group,
                header.getOrDefault("version", ""),
                header.getOrDefault("constants", ""),
                header.getOrDefault("openapi", ""),
                declarations,
                List.copyOf(resources));
    }
}
