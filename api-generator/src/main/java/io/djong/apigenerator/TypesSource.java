package io.djong.apigenerator;

import java.util.LinkedHashMap;
import java.util.Map;

/// `io.djong.api.types.Types`: from names to types and resources, loading only what is asked for.
final class TypesSource {
    private TypesSource() {}

    static String text(Schema schema) {
        var out = new StringBuilder("""
                package io.djong.api.types;

                import io.djong.api.meta.GroupVersionKind;
                import io.djong.api.meta.GroupVersionResource;
                import io.djong.api.meta.KubeType;
                import io.djong.api.meta.Resource;
                import java.util.ArrayList;
                import java.util.List;
                import org.jspecify.annotations.Nullable;

                /// Finds generated types and resources by name; loads only what is asked for.
                public final class Types {
                    private Types() {}

                    /// The type of that kind; null when there is none.
                    public static @Nullable KubeType<?> byGvk(GroupVersionKind gvk) {
                        return byName(gvk.apiVersion(), gvk.kind());
                    }

                    /// The resource with that plural; null when there is none.
                    public static @Nullable Resource<?> resource(GroupVersionResource gvr) {
                        for (Resource<?> resource : resources(gvr.groupVersion().toString())) {
                            if (resource.plural().equals(gvr.resource())) return resource;
                        }
                        return null;
                    }

                    /// The resources of every version of every group.
                    public static List<Resource<?>> resources() {
                        var all = new ArrayList<Resource<?>>();
                        for (String apiVersion : VERSIONS) all.addAll(resources(apiVersion));
                        return List.copyOf(all);
                    }

                """);
        out.append(
                "    /// Every `apiVersion` that has resources.\n    public static final List<String> VERSIONS = List.of(");
        out.append(String.join(
                ", ",
                schema.packages().stream()
                        .filter(one -> !one.resources().isEmpty())
                        .map(one -> "\"" + one.apiVersion() + "\"")
                        .toList()));
        out.append(
                ");\n\n    /// The type of that kind, such as `apps/v1` and `Deployment`; null when there is none.\n");
        out.append(
                "    public static @Nullable KubeType<?> byName(String apiVersion, String kind) {\n        return switch (apiVersion) {\n");
        kinds(schema)
                .forEach((version, call) -> out.append("            case \"")
                        .append(version)
                        .append("\" -> ")
                        .append(call)
                        .append(";\n"));
        out.append(
                "            default -> null;\n        };\n    }\n\n    /// The resources of an `apiVersion`, in the order of the schema.\n");
        out.append(
                "    public static List<Resource<?>> resources(String apiVersion) {\n        return switch (apiVersion) {\n");
        for (var one : schema.packages()) {
            if (one.resources().isEmpty()) continue;
            out.append("            case \"")
                    .append(one.apiVersion())
                    .append("\" -> ")
                    .append(one.javaPackage())
                    .append('.')
                    .append(one.constants())
                    .append(".RESOURCES;\n");
        }
        out.append("            default -> List.of();\n        };\n    }\n");
        return out.append("""

                    private static @Nullable KubeType<?> coreOrMeta(String kind) {
                        KubeType<?> type = io.djong.api.types.core.v1.CoreV1Kinds.type(kind);
                        if (type != null) return type;
                        type = io.djong.api.types.meta.v1.MetaV1Kinds.type(kind);
                        return type != null && type.apiVersion().equals("v1") ? type : null;
                    }
                }
                """).toString();
    }

    /// From apiVersion to the call that finds a kind. `v1` also has the kinds of `meta/v1` that say so.
    private static Map<String, String> kinds(Schema schema) {
        var calls = new LinkedHashMap<String, String>();
        for (var one : schema.packages()) {
            if (new ConstantsSource(schema, one).kinds().isEmpty()) continue;
            String call = one.javaPackage() + "." + one.constants() + "Kinds.type(kind)";
            if (one.apiVersion().equals("v1")) {
                call = "coreOrMeta(kind)";
            }
            calls.put(one.apiVersion(), call);
        }
        return calls;
    }
}
