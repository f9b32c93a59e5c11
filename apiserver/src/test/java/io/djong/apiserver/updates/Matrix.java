package io.djong.apiserver.updates;

import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.apiserver.updates.KindCase.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes the objects of a kind in a server and asks for each change of each of their fields, without storing it.
final class Matrix {
    private final Server server;
    private final KindCase kind;
    private final Map<String, JsonObject> stored = new HashMap<>();

    Matrix(Server server, KindCase kind) {
        this.server = server;
        this.kind = kind;
    }

    /// The lines of the kind's file.
    List<String> lines() throws Exception {
        for (var need : kind.needs()) {
            succeeded(server.post(need.string("collection"), need.object("object")));
        }
        var lines = new ArrayList<String>();
        for (var sample : kind.samples()) {
            make(sample);
            for (var part : kind.parts()) {
                lines.add("# " + sample.name() + (part.isEmpty() ? "" : "/" + part));
                lines.addAll(lines(sample, part));
                lines.add("");
            }
        }
        return lines;
    }

    private void make(Sample sample) throws Exception {
        succeeded(server.post(kind.collection(), sample.object()));
        var status = sample.status();
        if (status != null) {
            var path = kind.path(sample, "");
            succeeded(server.put(path + "/status", server.get(path).body().with("status", status)));
        }
        if (sample.deleted()) {
            succeeded(server.delete(kind.path(sample, "")));
        }
    }

    private static void succeeded(Server.Answer answer) {
        if (answer.refused()) {
            throw new AssertionError(answer.body().toJson());
        }
    }

    private List<String> lines(Sample sample, String part) throws Exception {
        var base = base(sample, part);
        stored.put(sample.name() + "/" + part, base);
        var like = sample.like();
        var changes = like == null
                ? Changes.of(base)
                : Changes.missing(base, stored.getOrDefault(like + "/" + part, JsonObject.EMPTY));
        var table = new MatrixTable();
        var path = kind.path(sample, part) + "?dryRun=All";
        for (var change : changes) {
            table.add(change, Outcome.of(base, change, server.put(path, change.applied(base))));
        }
        return table.lines();
    }

    /// What a client has in its hands before it changes something.
    private JsonObject base(Sample sample, String part) throws Exception {
        var answer = server.get(kind.path(sample, part.equals("finalize") ? "" : part));
        succeeded(answer);
        var body = answer.body();
        JsonValue metadata = body.object("metadata").without("managedFields");
        return body.with("metadata", metadata);
    }
}
