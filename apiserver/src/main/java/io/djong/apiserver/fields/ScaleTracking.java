package io.djong.apiserver.fields;

import io.djong.api.apply.ManagedWrite;
import io.djong.api.apply.ScaleFields;
import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.typed.ApplyType;
import io.djong.api.apply.typed.Comparison;
import io.djong.api.apply.typed.SchemaTypes;
import io.djong.api.apply.typed.Typed;
import io.djong.api.json.JsonObject;
import io.djong.api.types.autoscaling.v1.Scale;
import io.djong.api.types.meta.v1.ManagedFieldsEntry;
import io.djong.apiserver.request.OperationContext;
import io.djong.client.ApiException;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Keeps the managed fields of an object while its scale is written: the replicas that somebody manages
/// in one are managed in the other.
///
/// @param parent the entries of the object that is scaled
/// @param apiVersion in which it is scaled
public record ScaleTracking(List<ManagedFieldsEntry> parent, String apiVersion, OperationContext context) {
    private static final String VIEW = "scale";

    private ScaleFields fields() {
        return new ScaleFields(parent, apiVersion, FieldSet.path("spec", "replicas"));
    }

    /// The scale with those that manage it; with nobody when the object's entries make no sense.
    public Scale tracked(Scale scale) {
        try {
            return Fields.with(scale, fields().ofScale());
        } catch (FieldsException e) {
            return scale;
        }
    }

    /// A changed scale with those that manage it.
    ///
    /// @param before the scale as it is, tracked
    /// @param wanted as it was sent or patched
    public Scale updated(Scale before, Scale wanted) {
        var write = new ManagedWrite(
                before.metadata().managedFields(),
                List.of(),
                true,
                context.options().fieldManager(),
                ScaleFields.SCALE_VERSION,
                VIEW,
                context.now());
        return Fields.with(wanted, write.entries(new Scales(before, wanted)));
    }

    /// A scale with what is applied to it, and those that manage it.
    ///
    /// @param before the scale as it is, tracked
    /// @throws ApiException 409 for conflicts, 400 for what is no scale, 500 for what does not fit it
    public static Scale applied(Scale before, JsonObject config, OperationContext context) throws ApiException {
        var form = new Form<>(Scale.TYPE, Function.<Scale>identity(), Function.identity());
        return new Applying<>(form, List.of(form), UnaryOperator.identity()).apply(before, config, VIEW, context);
    }

    /// The entries of the object whose scale becomes this.
    public List<ManagedFieldsEntry> ofParent(Scale scale) {
        try {
            return fields().ofParent(scale.metadata().managedFields());
        } catch (FieldsException e) {
            return parent;
        }
    }

    /// A scale before and after.
    private record Scales(Scale before, Scale after) implements ManagedWrite.Versions {
        @Override
        public @Nullable Comparison changes(String apiVersion) throws FieldsException {
            var type = type(apiVersion);
            return type == null
                    ? null
                    : new Typed(type, Fields.of(Scale.TYPE, before)).compare(Fields.of(Scale.TYPE, after));
        }

        @Override
        public @Nullable ApplyType type(String apiVersion) {
            return apiVersion.equals(ScaleFields.SCALE_VERSION) ? SchemaTypes.of(Scale.TYPE.schemaName()) : null;
        }
    }
}
