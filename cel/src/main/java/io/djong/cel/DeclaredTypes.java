package io.djong.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import io.djong.api.validation.expression.DeclaredType;
import io.djong.api.validation.expression.ReservedWords;
import io.djong.cel.cost.Sizes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A declared type as the compiler knows it: objects in it have names, by which their fields are found.
final class DeclaredTypes implements CelTypeProvider {
    private final ImmutableMap<String, CelType> objects;
    private final CelType root;

    /// @param name of the type itself; others are named after where they stand in it
    DeclaredTypes(DeclaredType type, String name) {
        var found = new LinkedHashMap<String, CelType>();
        root = named(type, name, found);
        objects = ImmutableMap.copyOf(found);
    }

    /// The type itself.
    CelType root() {
        return root;
    }

    private static CelType named(@Nullable DeclaredType type, String name, Map<String, CelType> objects) {
        if (type == null) {
            return SimpleType.DYN;
        }
        return switch (type.kind()) {
            case ANY -> SimpleType.ANY;
            case BOOL -> SimpleType.BOOL;
            case BYTES -> SimpleType.BYTES;
            case DOUBLE -> SimpleType.DOUBLE;
            case DURATION -> SimpleType.DURATION;
            case DYN -> SimpleType.DYN;
            case INT -> SimpleType.INT;
            case LIST -> ListType.create(named(type.element(), name + ".@idx", objects));
            case MAP ->
                MapType.create(named(type.key(), name, objects), named(type.element(), name + ".@elem", objects));
            case OBJECT -> object(type, name, objects);
            case QUANTITY -> KubernetesFunctions.QUANTITY;
            case STRING -> SimpleType.STRING;
            case TIMESTAMP -> SimpleType.TIMESTAMP;
        };
    }

    private static CelType object(DeclaredType type, String name, Map<String, CelType> objects) {
        var fields = new LinkedHashMap<String, CelType>();
        type.fields().forEach((field, of) -> fields.put(field, named(of, name + "." + field, objects)));
        // Upstream takes such a field also without what makes it a name.
        for (String word : ReservedWords.all()) {
            var field = fields.get(ReservedWords.escaped(word));
            if (field != null) {
                fields.putIfAbsent(word, field);
            }
        }
        var all = ImmutableMap.copyOf(fields);
        objects.put(name, StructType.create(name, all.keySet(), field -> Optional.ofNullable(all.get(field))));
        return StructTypeReference.create(name);
    }

    /// How large the values of a type are.
    ///
    /// @param inAny of the members of what has any type; null when nothing is known of them
    static Sizes sizes(DeclaredType type, @Nullable DeclaredType inAny) {
        return path -> most(type, path.subList(1, path.size()), inAny);
    }

    private static @Nullable Long most(DeclaredType type, List<String> path, @Nullable DeclaredType inAny) {
        DeclaredType at = type;
        for (String name : path) {
            var below = switch (name) {
                case "@items", "@values" -> at.element();
                case "@keys" -> at.key();
                default -> {
                    var field = at.fields().get(name);
                    boolean any = field == null && inAny != null && inAny.equals(at.element());
                    yield any ? inAny : field;
                }
            };
            if (below == null) {
                return null;
            }
            at = below;
        }
        return at.elementsMax();
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return objects.values();
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(objects.get(name));
    }
}
