package io.djong.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.StructType;
import java.util.Optional;

/// The structures that expressions of admission see: the request, the namespace, the variables declared
/// before, and in patches the objects that are made.
///
/// @param variables of the policy, by name
/// @param patches whether objects can be made
/// @param fields that objects that are made may have
record AdmissionTypes(ImmutableMap<String, CelType> variables, boolean patches, ImmutableSet<String> fields)
        implements CelTypeProvider {
    private static final ImmutableMap<String, CelType> STEP =
            ImmutableMap.of("op", STRING, "path", STRING, "from", STRING, "value", DYN);

    /// A step of a patch.
    static final StructType JSON_PATCH = struct("JSONPatch", STEP);

    /// What upstream takes for the type of fields that a step does not have: nothing is of it.
    private static final CelType NONE = OpaqueType.create("");

    /// A part of an object, of which nothing is known.
    static final String OBJECT = "Object";

    private static final CelType STRINGS = ListType.create(STRING);
    private static final StructType KIND =
            struct("kubernetes.GroupVersionKind", ImmutableMap.of("group", STRING, "version", STRING, "kind", STRING));
    private static final StructType RESOURCE = struct(
            "kubernetes.GroupVersionResource", ImmutableMap.of("group", STRING, "version", STRING, "resource", STRING));
    private static final StructType USER = struct(
            "kubernetes.UserInfo",
            ImmutableMap.of(
                    "username", STRING, "uid", STRING, "groups", STRINGS, "extra", MapType.create(STRING, STRINGS)));

    /// What is asked for.
    static final StructType REQUEST = struct(
            "kubernetes.AdmissionRequest",
            ImmutableMap.<String, CelType>builder()
                    .put("kind", KIND)
                    .put("resource", RESOURCE)
                    .put("subResource", STRING)
                    .put("requestKind", KIND)
                    .put("requestResource", RESOURCE)
                    .put("requestSubResource", STRING)
                    .put("name", STRING)
                    .put("namespace", STRING)
                    .put("operation", STRING)
                    .put("userInfo", USER)
                    .put("dryRun", BOOL)
                    .put("options", DYN)
                    .buildOrThrow());

    private static final StructType NAMESPACE_CONDITION = struct(
            "kubernetes.NamespaceCondition",
            ImmutableMap.of(
                    "status", STRING,
                    "type", STRING,
                    "lastTransitionTime", TIMESTAMP,
                    "message", STRING,
                    "reason", STRING));
    private static final StructType NAMESPACE_SPEC =
            struct("kubernetes.NamespaceSpec", ImmutableMap.of("finalizers", STRINGS));
    private static final StructType NAMESPACE_STATUS = struct(
            "kubernetes.NamespaceStatus",
            ImmutableMap.of("conditions", ListType.create(NAMESPACE_CONDITION), "phase", STRING));
    private static final StructType NAMESPACE_METADATA = struct(
            "kubernetes.NamespaceMetadata",
            ImmutableMap.<String, CelType>builder()
                    .put("name", STRING)
                    .put("generateName", STRING)
                    .put("namespace", STRING)
                    .put("labels", MapType.create(STRING, STRING))
                    .put("annotations", MapType.create(STRING, STRING))
                    .put("UID", STRING)
                    .put("creationTimestamp", TIMESTAMP)
                    .put("deletionGracePeriodSeconds", INT)
                    .put("deletionTimestamp", TIMESTAMP)
                    .put("generation", INT)
                    .put("resourceVersion", STRING)
                    .put("finalizers", STRINGS)
                    .buildOrThrow());

    /// The namespace that it is asked for in.
    static final StructType NAMESPACE = struct(
            "kubernetes.Namespace",
            ImmutableMap.of("metadata", NAMESPACE_METADATA, "spec", NAMESPACE_SPEC, "status", NAMESPACE_STATUS));

    private static final ImmutableList<CelType> FIXED = ImmutableList.of(
            KIND,
            RESOURCE,
            USER,
            REQUEST,
            NAMESPACE_CONDITION,
            NAMESPACE_SPEC,
            NAMESPACE_STATUS,
            NAMESPACE_METADATA,
            NAMESPACE);

    private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
        return StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }

    /// The structure of all variables.
    StructType variablesType() {
        return struct("kubernetes.variables", variables);
    }

    /// An object or a part of it: any field, of any type.
    private StructType object(String name) {
        return StructType.create(name, fields, field -> Optional.of(DYN));
    }

    private StructType step() {
        var names = Sets.union(STEP.keySet(), fields).immutableCopy();
        return StructType.create("JSONPatch", names, field -> Optional.of(STEP.getOrDefault(field, NONE)));
    }

    @Override
    public ImmutableCollection<CelType> types() {
        var all = ImmutableList.<CelType>builder().addAll(FIXED).add(variablesType());
        return patches ? all.add(step()).build() : all.build();
    }

    @Override
    public Optional<CelType> findType(String name) {
        if (patches && (name.equals(OBJECT) || name.startsWith(OBJECT + "."))) {
            return Optional.of(object(name));
        }
        return types().stream().filter(type -> type.name().equals(name)).findFirst();
    }
}
