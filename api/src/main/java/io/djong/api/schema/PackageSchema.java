package io.djong.api.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The types of one schema file, read when first asked for.
final class PackageSchema {
    /// Not state: what a name yields never changes, it is only computed late.
    private static final ConcurrentHashMap<String, PackageSchema> READ = new ConcurrentHashMap<>();

    private final Map<String, TypeSchema> types = new LinkedHashMap<>();

    private PackageSchema(String name, String text) {
        new FactsReader(name, text).read(type -> types.put(type.simpleName(), type));
    }

    /// The package of that name, such as `core/v1`; one without types when there is none.
    static PackageSchema of(String name) {
        var known = READ.get(name);
        if (known != null) return known;
        var made = new PackageSchema(name, facts(name));
        var other = READ.putIfAbsent(name, made);
        return other == null ? made : other;
    }

    private static String facts(String name) {
        try (var in = PackageSchema.class.getResourceAsStream(name.replace('/', '.'))) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable
    TypeSchema type(String simpleName) {
        return types.get(simpleName);
    }

    List<TypeSchema> types() {
        return new ArrayList<>(types.values());
    }
}
