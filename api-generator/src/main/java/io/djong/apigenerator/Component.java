package io.djong.apigenerator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A component of a record: a field of the type itself or of a type that stands inline in it.
///
/// @param java its name in Java
/// @param path protobuf numbers of the messages it stands in, outermost first; empty for the type's own fields
/// @param inlines the Go names of those messages
record Component(FieldLine line, String java, Type type, List<Integer> path, List<String> inlines) {
    private static final Set<String> KEYWORDS = Set.of(
            "default",
            "continue",
            "enum",
            "not",
            "class",
            "package",
            "import",
            "interface",
            "switch",
            "case",
            "new",
            "static",
            "final",
            "public",
            "private",
            "protected",
            "abstract",
            "native",
            "volatile",
            "transient",
            "if",
            "else",
            "for",
            "while",
            "do",
            "return",
            "try",
            "catch",
            "finally",
            "throw",
            "throws",
            "int",
            "long",
            "byte",
            "short",
            "char",
            "float",
            "double",
            "boolean",
            "void",
            "this",
            "super",
            "goto",
            "const",
            "assert",
            "wait",
            "notify",
            "finalize",
            "clone",
            "toString",
            "hashCode",
            "getClass");

    static List<Component> of(Schema schema, SchemaPackage owner, Declaration.Struct struct) throws SchemaException {
        var all = new ArrayList<Component>();
        collect(schema, owner, struct, List.of(), List.of(), all);
        return all;
    }

    private static void collect(
            Schema schema,
            SchemaPackage in,
            Declaration.Struct struct,
            List<Integer> path,
            List<String> inlines,
            List<Component> all)
            throws SchemaException {
        for (FieldLine field : struct.fields()) {
            Type type = schema.resolve(in, field.line(), field.type());
            if (!field.isInline()) {
                all.add(new Component(field, javaName(field.name()), type, path, inlines));
                continue;
            }
            if (!(type instanceof Type.Struct part)) throw field.line().error("only a type can stand inline");
            var deeper = new ArrayList<>(path);
            deeper.add(field.number());
            var names = new ArrayList<>(inlines);
            names.add(part.name());
            collect(schema, schema.packageOf(part.packageName()), schema.struct(part), deeper, names, all);
        }
    }

    /// `x-kubernetes-list-type` → `xKubernetesListType`, `$ref` → `ref`, `default` → `default_`.
    static String javaName(String name) {
        var out = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isJavaIdentifierPart(c) || c == '$') {
                upper = !out.isEmpty();
                continue;
            }
            out.append(upper ? Character.toUpperCase(c) : c);
            upper = false;
        }
        String java = out.toString();
        if (name.equals("$schema")) return "schemaUrl";
        return KEYWORDS.contains(java) && !java.equals("not") ? java + "_" : java;
    }

    String json() {
        return line.name();
    }

    int number() {
        return line.number();
    }

    boolean omit() {
        return line.has("omitempty");
    }

    /// With an upper-case first letter, for withers.
    String title() {
        return Character.toUpperCase(java.charAt(0)) + java.substring(1);
    }
}
