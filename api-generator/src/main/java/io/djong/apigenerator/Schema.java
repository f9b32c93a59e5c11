package io.djong.apigenerator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All schema files together: names are resolved here.
final class Schema {
    private final Map<String, SchemaPackage> packages = new TreeMap<>();

    Schema(List<SchemaPackage> packages) {
        for (var one : packages) this.packages.put(one.name(), one);
    }

    /// Reads every file of a folder.
    static Schema read(Path folder) throws IOException, SchemaException {
        var packages = new ArrayList<SchemaPackage>();
        for (Path file : files(folder))
            packages.add(SchemaParser.parse(file.getFileName().toString(), Files.readString(file)));
        return new Schema(packages);
    }

    /// The schema files of a folder, sorted.
    static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    List<SchemaPackage> packages() {
        return List.copyOf(packages.values());
    }

    SchemaPackage packageOf(String name) {
        var found = packages.get(name);
        if (found == null) throw new IllegalArgumentException(name);
        return found;
    }

    Declaration.Struct struct(Type.Struct type) {
        var found = packageOf(type.packageName()).declarations().get(type.name());
        if (found instanceof Declaration.Struct struct) return struct;
        throw new IllegalArgumentException(type.go());
    }

    /// The type that a field's line names.
    Type resolve(SchemaPackage in, Line line, String text) throws SchemaException {
        if (text.startsWith("*")) return new Type.Pointer(resolve(in, line, text.substring(1)));
        if (text.startsWith("[]")) return new Type.ListOf(resolve(in, line, text.substring(2)));
        if (text.startsWith("map[")) {
            int close = text.indexOf(']');
            Type key = resolve(in, line, text.substring(4, close));
            if (!(key instanceof Type.Leaf(LeafKind kind, String go)) || kind != LeafKind.STRING) {
                throw line.error("the keys of a map are strings, not " + key.go());
            }
            return new Type.MapOf(go, resolve(in, line, text.substring(close + 1)));
        }
        var builtIn = LeafKind.builtIn(text);
        return builtIn != null ? builtIn : named(in, line, text);
    }

    /// The values that a field's string may have; none when it is open or no string.
    List<String> values(Line line, String text) {
        String name = text.substring(Math.max(text.lastIndexOf('*'), text.lastIndexOf(']')) + 1);
        int dot = name.indexOf('.');
        String owner = dot < 0 ? line.file().replace('.', '/') : name.substring(0, dot);
        var home = packages.get(owner);
        var found = home == null ? null : home.declarations().get(name.substring(dot + 1));
        return found instanceof Declaration.StringName string ? string.values() : List.of();
    }

    private Type named(SchemaPackage in, Line line, String text) throws SchemaException {
        int dot = text.indexOf('.');
        var owner = dot < 0 ? in : packages.get(text.substring(0, dot));
        if (owner == null) throw line.error("unknown package of " + text);
        String name = text.substring(dot + 1);
        String go = owner.name().substring(owner.name().indexOf('/') + 1) + "." + name;
        var declaration = owner.declarations().get(name);
        return switch (declaration) {
            case null -> throw line.error("unknown type " + text);
            case Declaration.StringName ignored -> new Type.Leaf(LeafKind.STRING, go);
            case Declaration.Message ignored -> new Type.Leaf(LeafKind.MESSAGE, go);
            case Declaration.Struct ignored -> new Type.Struct(owner.name(), name);
            case Declaration.Alias alias ->
                switch (resolve(owner, alias.line(), alias.type())) {
                    case Type.ListOf(Type element, String ignored) -> new Type.ListOf(element, go);
                    case Type.MapOf(String key, Type value, String ignored) -> new Type.MapOf(key, value, go);
                    case Type other -> throw alias.line().error("a list or map expected, not " + other.go());
                };
        };
    }
}
