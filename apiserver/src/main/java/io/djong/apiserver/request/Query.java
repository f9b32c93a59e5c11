package io.djong.apiserver.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parameters of a URL's query, decoded, in order; several values of one name are kept.
public final class Query {
    /// No parameters.
    public static final Query EMPTY = new Query(Map.of());

    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /// Parses `a=1&b=2`. A part that is not valid percent-encoding is left out, as Go's `URL.Query` does.
    public static Query parse(String raw) {
        if (raw.isEmpty()) {
            return EMPTY;
        }
        var values = new LinkedHashMap<String, List<String>>();
        for (var pair : raw.split("&")) {
            if (pair.isEmpty() || pair.indexOf(';') >= 0) {
                continue;
            }
            var at = pair.indexOf('=');
            try {
                var name = decode(at < 0 ? pair : pair.substring(0, at));
                var value = at < 0 ? "" : decode(pair.substring(at + 1));
                values.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
            } catch (IllegalArgumentException e) {
                // left out, as the contract says
            }
        }
        return new Query(values);
    }

    /// The first value of a parameter; "" when absent.
    public String first(String name) {
        var all = values.get(name);
        return all == null ? "" : all.getFirst();
    }

    /// All values of a parameter in order; empty when absent.
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /// Whether the parameter is there, with whatever value.
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// A boolean as the API machinery reads it: absent, `0` and `false` (in any case) are false,
    /// everything else, the empty value too, is true.
    public boolean flag(String name) {
        var all = values.get(name);
        return all != null && !all.getFirst().equals("0") && !all.getFirst().equalsIgnoreCase("false");
    }

    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
