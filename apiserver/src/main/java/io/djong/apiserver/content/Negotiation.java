package io.djong.apiserver.content;

import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads an `Accept` header: clauses by quality, the first that can be served wins.
public final class Negotiation {
    private static final String STREAMS =
            "application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch";

    private Negotiation() {}

    /// What an `Accept` header says of one type; `*` stands for all.
    public record Clause(String type, String subtype, double quality, Map<String, String> parameters) {}

    /// The form of an answer.
    ///
    /// @param accept the header; "" accepts JSON
    /// @param transforms whether tables and metadata-only forms can be made of this answer
    /// @throws ApiException 406 when nothing that is accepted can be produced
    public static Accepted of(String accept, boolean transforms, boolean pretty) throws ApiException {
        return of(accept, transforms, pretty, false);
    }

    /// The form of an answer.
    ///
    /// @param accept the header; "" accepts JSON
    /// @param transforms whether tables and metadata-only forms can be made of this answer
    /// @param streams whether the path answers watches, too
    /// @throws ApiException 406 when nothing that is accepted can be produced
    public static Accepted of(String accept, boolean transforms, boolean pretty, boolean streams) throws ApiException {
        if (accept.isBlank()) {
            return new Accepted(MediaType.JSON, new Form.Whole(), pretty);
        }
        for (var type : MediaType.values()) {
            if (accept.equals(type.contentType())) {
                return new Accepted(type, new Form.Whole(), pretty); // what most clients send
            }
        }
        for (var clause : clauses(accept)) {
            for (var type : MediaType.values()) {
                if (!matches(clause, type)) {
                    continue;
                }
                var form = form(clause.parameters(), transforms, type);
                if (form != null) {
                    var indented = pretty
                            || clause.parameters().getOrDefault("pretty", "0").equals("1");
                    return new Accepted(type, form, indented);
                }
            }
        }
        if (clauses(accept).stream().noneMatch(Negotiation::produced)) {
            throw Failures.noRepresentation(MediaType.ALL + (streams ? ", " + STREAMS : ""));
        }
        throw Failures.notAcceptable("only the following media types are accepted: " + MediaType.ALL);
    }

    private static @Nullable Form form(Map<String, String> parameters, boolean transforms, MediaType type) {
        var as = parameters.get("as");
        if (as == null) {
            return new Form.Whole();
        }
        var version = parameters.getOrDefault("v", "");
        var known = parameters.getOrDefault("g", "").equals("meta.k8s.io")
                && (version.equals("v1") || version.equals("v1beta1"));
        if (!transforms || !known) {
            return null;
        }
        return switch (as) {
            case "Table" -> type == MediaType.PROTOBUF ? null : new Form.Table(version); // it has no protobuf form
            case "PartialObjectMetadata" -> new Form.Partial(version);
            case "PartialObjectMetadataList" -> new Form.PartialList(version);
            default -> null;
        };
    }

    /// Whether the clause names what paths answer with, whatever it asks of it.
    private static boolean produced(Clause clause) {
        String name = clause.type() + "/" + clause.subtype();
        return name.equals("*/*")
                || Arrays.stream(MediaType.values())
                        .anyMatch(type -> type.contentType().equals(name));
    }

    private static boolean matches(Clause clause, MediaType type) {
        var at = type.contentType().indexOf('/');
        var mainType = type.contentType().substring(0, at);
        var subtype = type.contentType().substring(at + 1);
        return (clause.type().equals("*") && clause.subtype().equals("*"))
                || (clause.type().equals(mainType)
                        && (clause.subtype().equals("*") || clause.subtype().equals(subtype)));
    }

    /// The clauses of an `Accept` header, the best first; malformed ones are left out.
    public static List<Clause> clauses(String accept) {
        var clauses = new ArrayList<Clause>();
        for (var part : accept.split(",")) {
            var clause = clause(part);
            if (clause != null) {
                clauses.add(clause);
            }
        }
        clauses.sort(Comparator.comparingDouble(Clause::quality)
                .reversed()
                .thenComparing(clause -> clause.type().equals("*"))
                .thenComparing(clause -> clause.subtype().equals("*")));
        return clauses;
    }

    private static @Nullable Clause clause(String text) {
        var pieces = text.split(";");
        var name = pieces[0].strip();
        var slash = name.indexOf('/');
        var quality = 1.0;
        var parameters = new HashMap<String, String>();
        for (int i = 1; i < pieces.length; i++) {
            var pair = pieces[i].split("=", 2);
            if (pair.length == 2) {
                parameters.put(pair[0].strip().toLowerCase(Locale.ROOT), pair[1].strip());
            }
        }
        var q = parameters.remove("q");
        if (q != null) {
            try {
                quality = Double.parseDouble(q);
            } catch (NumberFormatException e) {
                quality = 1.0;
            }
        }
        if (name.isEmpty() || (slash < 0 && !name.equals("*"))) {
            return null;
        }
        var type = slash < 0 ? "*" : name.substring(0, slash);
        var subtype = slash < 0 ? "*" : name.substring(slash + 1);
        return new Clause(type, subtype, quality, parameters);
    }
}
