package io.djong.api.meta;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.schema.TypeSchema;

/// A kind that Djong has a record for: its names and how it is read and written.
public final class KubeType<T extends ApiObject> {
    private final GroupVersionKind gvk;
    private final String apiVersion;
    private final String schemaName;
    private final Codec<T> codec;
    private final byte[] header;

    /// A kind by its names.
    ///
    /// @param schemaName the package and name in the schema, such as `core/v1.Pod`
    public static <T extends ApiObject> KubeType<T> of(
            String group, String version, String kind, String schemaName, Codec<T> codec) {
        return new KubeType<>(new GroupVersionKind(group, version, kind), schemaName, codec);
    }

    private KubeType(GroupVersionKind gvk, String schemaName, Codec<T> codec) {
        this.gvk = gvk;
        this.apiVersion = gvk.apiVersion();
        this.schemaName = schemaName;
        this.codec = codec;
        this.header = ("\"kind\":\"" + gvk.kind() + "\",\"apiVersion\":\"" + apiVersion + "\"").getBytes(UTF_8);
    }

    public GroupVersionKind gvk() {
        return gvk;
    }

    /// `v1` or `apps/v1`.
    public String apiVersion() {
        return apiVersion;
    }

    public String kind() {
        return gvk.kind();
    }

    /// Package and name in the schema, such as `core/v1.Pod`.
    public String schemaName() {
        return schemaName;
    }

    /// What is known about its fields; not for kinds without a record.
    public TypeSchema schema() {
        return TypeSchema.of(schemaName);
    }

    public Codec<T> codec() {
        return codec;
    }

    /// The object with every field at its zero.
    public T empty() {
        return codec.empty();
    }

    @SuppressWarnings("unchecked") // the class of the empty record is the class of the type
    public Class<T> javaClass() {
        return (Class<T>) empty().getClass();
    }

    /// The members `"kind":…,"apiVersion":…` with which such an object starts in JSON. Not to be changed.
    public byte[] header() {
        return header;
    }

    @Override
    public String toString() {
        return gvk.toString();
    }
}
