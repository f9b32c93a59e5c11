package io.djong.apiserver.resource;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.apiserver.request.OperationContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that the generic machine must know of a persisted resource, in one value; one declaration a
/// file in `registry`.
///
/// @param resource names, scope and hub type, which is also the stored version
/// @param storePrefix of its keys, without a slash at the end: `/registry/deployments`
/// @param strategy what is particular to it
/// @param columns of the server-side table
/// @param fields that field selectors may name, beside `metadata.name` and `metadata.namespace`
/// @param subresources each served below `{name}/`
/// @param alternates other versions that the same stored objects are served as
/// @param expiry objects vanish this long after their last write; null when they stay
/// @param serving under which conditions it is served at all
public record ResourceDeclaration<T extends KubeObject>(
        Resource<T> resource,
        String storePrefix,
        Strategy<T> strategy,
        Columns<T> columns,
        SelectableFields<T> fields,
        List<Subresource<T>> subresources,
        List<AlternateVersion<T, ?>> alternates,
        @Nullable Duration expiry,
        Serving serving) {

    public ResourceDeclaration {
        subresources = List.copyOf(subresources);
        alternates = List.copyOf(alternates);
    }

    /// A resource with nothing but a strategy and columns.
    public static <T extends KubeObject> ResourceDeclaration<T> of(
            Resource<T> resource, String storePrefix, Strategy<T> strategy, Columns<T> columns) {
        return new ResourceDeclaration<>(
                resource,
                storePrefix,
                strategy,
                columns,
                SelectableFields.none(),
                List.of(),
                List.of(),
                null,
                Serving.ALWAYS);
    }

    /// The declaration with selectable fields.
    public ResourceDeclaration<T> withFields(SelectableFields<T> value) {
        return new ResourceDeclaration<>(
                resource, storePrefix, strategy, columns, value, subresources, alternates, expiry, serving);
    }

    /// The declaration with subresources.
    public ResourceDeclaration<T> withSubresources(List<Subresource<T>> values) {
        return new ResourceDeclaration<>(
                resource, storePrefix, strategy, columns, fields, values, alternates, expiry, serving);
    }

    /// The declaration served in one more version.
    public ResourceDeclaration<T> withAlternate(AlternateVersion<T, ?> value) {
        var all = new ArrayList<>(alternates);
        all.add(value);
        return new ResourceDeclaration<>(
                resource, storePrefix, strategy, columns, fields, subresources, all, expiry, serving);
    }

    /// The declaration with an expiry.
    public ResourceDeclaration<T> withExpiry(Duration value) {
        return new ResourceDeclaration<>(
                resource, storePrefix, strategy, columns, fields, subresources, alternates, value, serving);
    }

    /// The declaration of a kind that people rely on for safety and that nothing enforces yet: served only by
    /// `djong apiserver --serve-unenforced`.
    public ResourceDeclaration<T> unenforced() {
        return withServing(new Serving(false, serving.gate()));
    }

    /// The declaration of a kind that is served only where a feature is on.
    ///
    /// @param feature upstream's name of its gate
    public ResourceDeclaration<T> gatedBy(String feature) {
        return withServing(new Serving(serving.enforced(), feature));
    }

    private ResourceDeclaration<T> withServing(Serving value) {
        return new ResourceDeclaration<>(
                resource, storePrefix, strategy, columns, fields, subresources, alternates, expiry, value);
    }

    /// The resource in every version that it can be served in, the stored one first.
    public List<Resource<?>> versions() {
        var all = new ArrayList<Resource<?>>();
        all.add(resource);
        alternates.forEach(alternate -> all.add(alternate.resource()));
        return all;
    }

    /// The resource in the version that was asked for, as refusals name it.
    public Resource<?> asked(OperationContext context) {
        for (var alternate : alternates) {
            if (alternate.resource().type().apiVersion().equals(context.apiVersion())) {
                return alternate.resource();
            }
        }
        return resource;
    }
}
