package io.djong.apiserver.verbs;

import io.djong.api.meta.GroupVersion;
import io.djong.api.selector.FieldSelector;
import io.djong.api.selector.Selector;
import io.djong.api.selector.SelectorException;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.Query;
import io.djong.apiserver.resource.ListRequest;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.client.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a list, a watch or a collection's deletion asks for from its query.
///
/// Source: apiserver `handlers.ListResource`, apimachinery `internalversion.SetListOptionsDefaults`.
public final class ListParameters {
    private static final String NAME = "metadata.name";

    private ListParameters() {}

    /// The request, checked: numbers first, then selectors, then what contradicts each other, then the
    /// names of fields.
    ///
    /// @throws ApiException 400 or 422
    public static ListRequest of(ApiExchange exchange, ResourceDeclaration<?> declaration) throws ApiException {
        var query = exchange.query();
        boolean watch = query.flag("watch");
        // The path of one namespace names it twice: as a namespace, and as the object.
        boolean namespaced = declaration.resource().namespaced();
        var request = parse(namespaced ? exchange.info().namespace() : "", query);
        if (watch) {
            request = request.withInitialEventsByDefault();
            request.checkWatch();
        } else {
            request.checkList();
        }
        request = request.withFields(known(request.fields(), declaration, exchange));
        var name = exchange.info().pathName();
        return name.isEmpty() ? request : ofOne(request, name);
    }

    private static ListRequest parse(String namespace, Query query) throws ApiException {
        var timeout = number(query, "timeoutSeconds");
        var limit = number(query, "limit");
        return new ListRequest(
                namespace,
                labels(query.first("labelSelector")),
                fields(query.first("fieldSelector")),
                query.first("resourceVersion"),
                query.first("resourceVersionMatch"),
                limit == null || limit < 0 ? 0 : limit,
                query.first("continue"),
                timeout,
                query.flag("allowWatchBookmarks"),
                query.has("sendInitialEvents") ? (Boolean) query.flag("sendInitialEvents") : null);
    }

    private static Selector labels(String text) throws ApiException {
        try {
            return text.isEmpty() ? Selector.everything() : Selector.parse(text);
        } catch (SelectorException e) {
            throw Failures.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static FieldSelector fields(String text) throws ApiException {
        try {
            return text.isEmpty() ? FieldSelector.EVERYTHING : FieldSelector.parse(text);
        } catch (SelectorException e) {
            throw Failures.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static FieldSelector known(FieldSelector selector, ResourceDeclaration<?> declaration, ApiExchange exchange)
            throws ApiException {
        var info = exchange.info();
        return declaration
                .fields()
                .known(selector, declaration.resource(), new GroupVersion(info.group(), info.version()));
    }

    /// A watch of one object, at a path that ends in its name.
    private static ListRequest ofOne(ListRequest request, String name) throws ApiException {
        if (request.fields().isEmpty()) {
            return request.withFields(new FieldSelector(List.of(new FieldSelector.Term(NAME, name, true))));
        }
        if (!name.equals(request.fields().exactMatch(NAME))) {
            throw Failures.badRequest("fieldSelector metadata.name doesn't match requested name");
        }
        return request;
    }

    /// A whole number of 64 bits; null when absent.
    ///
    /// @throws ApiException 400 in the words of Go's `strconv.ParseInt`
    static @Nullable Long number(Query query, String name) throws ApiException {
        if (!query.has(name)) {
            return null;
        }
        var text = query.first(name);
        if (!text.matches("[+-]?[0-9]+")) {
            throw Failures.badRequest("strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Failures.badRequest("strconv.ParseInt: parsing \"" + text + "\": value out of range");
        }
    }
}
