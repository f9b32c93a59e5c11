package io.djong.apiserver.fields;

import io.djong.api.apply.ManagedWrite;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.typed.ApplyType;
import io.djong.api.apply.typed.Comparison;
import io.djong.api.apply.typed.SchemaTypes;
import io.djong.api.apply.typed.Typed;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.apiserver.request.OperationContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Managed fields of what is only asked and never stored: the answer has them, too.
public final class AskedFields {
    private AskedFields() {}

    /// The question with its managed fields.
    ///
    /// @param subresource "" when it is a resource of its own
    public static <B extends KubeObject> B of(
            KubeType<B> type, B question, String subresource, OperationContext context) {
        var write = new ManagedWrite(
                List.of(),
                question.metadata().managedFields(),
                false,
                context.options().fieldManager(),
                type.apiVersion(),
                subresource,
                context.now());
        return Fields.with(question, write.entries(new Question<>(type, question)));
    }

    private record Question<B extends KubeObject>(KubeType<B> type, B after) implements ManagedWrite.Versions {
        @Override
        public @Nullable Comparison changes(String apiVersion) throws FieldsException {
            var known = type(apiVersion);
            return known == null
                    ? null
                    : new Typed(known, Fields.of(type, type.empty())).compare(Fields.of(type, after));
        }

        @Override
        public @Nullable ApplyType type(String apiVersion) {
            return apiVersion.equals(type.apiVersion()) ? SchemaTypes.of(type.schemaName()) : null;
        }
    }
}
