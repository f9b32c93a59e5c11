package io.djong.apiserver.content;

import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the form of an answer that the `Accept` header allows. Upstream asks twice: its router whether a path has
/// anything at all that the header names, and its handlers which clause can be served first.
public final class Negotiation {
    /// The streams of watches, as errors list them.
    public static final String STREAMS =
            "application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch";

    private static final Set<String> PRODUCED =
            Set.of("*/*", "application/json", "application/yaml", "application/vnd.kubernetes.protobuf");
    private static final Set<String> META_VERSIONS = Set.of("v1", "v1beta1");

    private Negotiation() {}

    /// The form of an answer.
    ///
    /// @param accept the header; "" accepts JSON
    /// @param transforms whether tables and metadata-only forms can be made of this answer
    /// @param pretty whether the client is somebody who reads
    /// @throws ApiException 406 when nothing that is accepted can be produced
    public static Accepted of(String accept, boolean transforms, boolean pretty) throws ApiException {
        return of(accept, transforms, pretty, false);
    }

    /// The form of an answer.
    ///
    /// @param accept the header; "" accepts JSON
    /// @param transforms whether tables and metadata-only forms can be made of this answer
    /// @param pretty whether the client is somebody who reads
    /// @param streams whether the path answers watches, too
    /// @throws ApiException 406 when nothing that is accepted can be produced
    public static Accepted of(String accept, boolean transforms, boolean pretty, boolean streams) throws ApiException {
        if (!accept.isEmpty() && !produced(accept)) {
            throw Failures.noRepresentation(MediaType.ALL + (streams ? ", " + STREAMS : ""));
        }
        var accepted = find(accept, transforms, pretty);
        if (accepted == null) {
            throw Failures.notAcceptable("only the following media types are accepted: " + MediaType.ALL);
        }
        return accepted;
    }

    /// The form of a `Status`; null when nothing that is accepted can be produced.
    ///
    /// @param transforms whether it stands for an object that could have been shown in another form
    static @Nullable Accepted ofStatus(ApiExchange exchange, boolean transforms) {
        return find(exchange.header("Accept"), transforms, exchange.pretty());
    }

    private static @Nullable Accepted find(String accept, boolean transforms, boolean pretty) {
        if (accept.isEmpty()) {
            return new Accepted(MediaType.JSON, new Form.Whole(), pretty);
        }
        for (var type : MediaType.values()) {
            if (accept.equals(type.contentType())) {
                return new Accepted(type, new Form.Whole(), pretty); // what most clients send
            }
        }
        for (var clause : AcceptHeader.clauses(accept)) {
            var indented =
                    pretty || clause.parameters().getOrDefault("pretty", "").equals("1");
            for (var type : MediaType.values()) {
                var form = clause.matches(type) ? form(clause.parameters(), transforms, type) : null;
                if (form != null) {
                    return new Accepted(type, form, indented);
                }
            }
        }
        return null;
    }

    /// Whether a header allows a type that has one form only; what it asks of it is not looked at.
    public static boolean allows(String accept, String type) {
        if (accept.isBlank()) return true;
        for (var part : accept.split(",")) {
            var name = part.split(";", 2)[0].strip();
            if (name.equals("*/*") || name.equals(type)) return true;
        }
        return false;
    }

    private static @Nullable Form form(Map<String, String> parameters, boolean transforms, MediaType type) {
        var stream = parameters.getOrDefault("stream", "");
        var served = parameters.getOrDefault("sv", "");
        var streams = stream.isEmpty() || (stream.equals("watch") && type != MediaType.YAML);
        var versions = served.isEmpty() || (transforms && served.equals("v1"));
        if (!streams || !versions) {
            return null;
        }
        var converts = parameters.containsKey("as") || parameters.containsKey("g") || parameters.containsKey("v");
        if (!converts) {
            return new Form.Whole();
        }
        var version = parameters.getOrDefault("v", "");
        var known = parameters.getOrDefault("g", "").equals("meta.k8s.io") && META_VERSIONS.contains(version);
        if (!transforms || !known) {
            return null;
        }
        return switch (parameters.getOrDefault("as", "")) {
            case "Table" -> type == MediaType.PROTOBUF ? null : new Form.Table(version); // it has no protobuf form
            case "PartialObjectMetadata" -> new Form.Partial(version);
            case "PartialObjectMetadataList" -> new Form.PartialList(version);
            default -> null;
        };
    }

    /// Whether some clause names what paths answer with, whatever it asks of it. The router compares letter by
    /// letter and knows no wildcard but the one for everything.
    private static boolean produced(String accept) {
        for (var part : accept.split(",", -1)) {
            var end = part.indexOf(';');
            if (PRODUCED.contains(AcceptHeader.trimmed(end < 0 ? part : part.substring(0, end)))) {
                return true;
            }
        }
        return false;
    }
}
