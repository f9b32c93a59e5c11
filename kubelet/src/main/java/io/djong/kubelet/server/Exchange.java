package io.djong.kubelet.server;

import io.djong.http.Piece;
import io.djong.http.Request;
import io.djong.http.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One request with its path in pieces and its query decoded, and the answer to it.
final class Exchange {
    final Request request;
    final Response response;
    private final List<String> segments;
    private final Map<String, List<String>> query;

    Exchange(Request request, Response response) {
        this.request = request;
        this.response = response;
        var path = request.path().substring(1);
        segments = path.isEmpty() ? List.of() : List.of(path.split("/", -1));
        query = parse(request.rawQuery());
    }

    private static Map<String, List<String>> parse(String raw) {
        var values = new LinkedHashMap<String, List<String>>();
        for (var pair : raw.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int at = pair.indexOf('=');
            try {
                var name = decode(at < 0 ? pair : pair.substring(0, at));
                var value = at < 0 ? "" : decode(pair.substring(at + 1));
                values.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
            } catch (IllegalArgumentException e) {
                // Left out, as Go does.
            }
        }
        return values;
    }

    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    /// The path's parts between slashes; a path that ends with a slash has an empty last one.
    List<String> segments() {
        return segments;
    }

    /// The first value; "" when there is none.
    String first(String name) {
        var all = query.get(name);
        return all == null ? "" : all.getFirst();
    }

    boolean has(String name) {
        return query.containsKey(name);
    }

    List<String> all(String name) {
        return query.getOrDefault(name, List.of());
    }

    /// As the API machinery reads a boolean.
    boolean flag(String name) {
        var all = query.get(name);
        return all != null && !all.getFirst().equals("0") && !all.getFirst().equalsIgnoreCase("false");
    }

    void requireMethod(String... methods) throws Refusal {
        for (var each : methods) {
            if (request.method().equals(each)) {
                return;
            }
        }
        throw new Refusal(405, "405: Method Not Allowed");
    }

    void text(int status, String text) {
        send(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    void json(byte[] body) {
        send(200, "application/json", body);
    }

    void send(int status, String type, byte[] body) {
        response.header("Content-Type", type).send(status, Piece.of(body));
    }
}
