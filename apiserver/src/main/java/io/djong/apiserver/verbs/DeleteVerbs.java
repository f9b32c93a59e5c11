package io.djong.apiserver.verbs;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.Preconditions;
import io.djong.api.validation.meta.OptionRules;
import io.djong.apiserver.body.StreamedBody;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.content.BodyDecoder;
import io.djong.apiserver.content.MediaType;
import io.djong.apiserver.content.Renderer;
import io.djong.apiserver.content.StatusAnswer;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Listing;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.apiserver.resource.Page;
import io.djong.client.ApiException;
import io.djong.client.WriteOptions;
import java.util.ArrayList;

/// Delete and deletecollection.
final class DeleteVerbs<H extends KubeObject> {
    private final ObjectStore<H> objects;
    private final Listing<H> listing;

    DeleteVerbs(ObjectStore<H> objects, Listing<H> listing) {
        this.objects = objects;
        this.listing = listing;
    }

    void delete(ApiExchange exchange, Renderer<H> renderer) throws ApiException, InterruptedException {
        var options = options(exchange);
        var key = ServedVersion.key(exchange);
        var strategy = objects.declaration().strategy();
        var context = context(exchange, options);
        context.warn(strategy.warningsOnDelete(options));
        var result = objects.delete(key, options, context);
        if (result.gone() && !strategy.returnsDeletedObject()) {
            var resource = objects.declaration().resource();
            var meta = result.object().metadata();
            StatusAnswer.send(
                    exchange, 200, StatusAnswer.deleted(resource.group(), resource.plural(), meta.name(), meta.uid()));
            return;
        }
        renderer.check(false);
        var cascading = options.orphanDependents() != null && !options.orphanDependents();
        ServedVersion.send(
                exchange, !result.gone() && cascading ? 202 : 200, renderer.object(result.object()), renderer);
    }

    void deleteCollection(ApiExchange exchange, Renderer<H> renderer) throws ApiException, InterruptedException {
        var request = ListParameters.of(exchange, objects.declaration());
        var options = options(exchange);
        var context = context(exchange, options);
        context.warn(objects.declaration().strategy().warningsOnDelete(options));
        var page = listing.list(request);
        var deleted = new ArrayList<CacheEntry<H>>(page.entries().size());
        for (var entry : page.entries()) {
            var meta = entry.object().metadata();
            try {
                objects.delete(new ObjectKey(meta.namespace(), meta.name()), options, context);
                deleted.add(entry);
            } catch (ApiException e) {
                if (!e.isNotFound()) {
                    throw e;
                }
            }
        }
        renderer.check(true);
        var answer = new Page<>(deleted, page.revision(), page.continueToken(), page.remaining());
        StreamedBody.send(exchange, 200, renderer.contentType(), renderer.list(answer));
    }

    private static OperationContext context(ApiExchange exchange, DeleteOptions options) {
        return exchange.context(new WriteOptions(!options.dryRun().isEmpty(), "", "", false));
    }

    /// The options of the body if there is one, else of the query.
    private static DeleteOptions options(ApiExchange exchange) throws ApiException, InterruptedException {
        var body = BodyDecoder.body(exchange);
        var options = body.length > 0 ? ofBody(exchange, body) : ofQuery(exchange);
        var errors = OptionRules.check(options);
        if (!errors.isEmpty()) {
            throw Failures.invalid("meta.k8s.io", "DeleteOptions", "", errors);
        }
        return options;
    }

    private static DeleteOptions ofBody(ApiExchange exchange, byte[] body) throws ApiException {
        var media = MediaType.ofContentType(exchange.header("Content-Type"));
        if (media == null) {
            throw Failures.unsupportedMediaType(
                    "the body of the request was in an unknown format - accepted media types include: "
                            + MediaType.ALL);
        }
        return BodyDecoder.options(body, media);
    }

    private static DeleteOptions ofQuery(ApiExchange exchange) throws ApiException {
        var query = exchange.query();
        var options = DeleteOptions.EMPTY.withDryRun(query.all("dryRun"));
        if (query.has("gracePeriodSeconds")) {
            options = options.withGracePeriodSeconds(ListParameters.number(query, "gracePeriodSeconds"));
        }
        if (query.has("propagationPolicy")) {
            options = options.withPropagationPolicy(query.first("propagationPolicy"));
        }
        if (query.has("orphanDependents")) {
            options = options.withOrphanDependents(query.flag("orphanDependents"));
        }
        var uid = query.first("uid");
        var version = query.first("resourceVersion");
        if (!uid.isEmpty() || !version.isEmpty()) {
            options = options.withPreconditions(
                    new Preconditions(uid.isEmpty() ? null : uid, version.isEmpty() ? null : version));
        }
        return options;
    }
}
