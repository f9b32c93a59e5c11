package io.djong.kubelet.hosts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a `resolv.conf` says: of several `search` lines the last counts, and of an option given twice the last value.
///
/// @param servers in order
/// @param searches without the dot at their end
/// @param options such as `ndots:5`
public record ResolverFile(List<String> servers, List<String> searches, List<String> options) {
    /// Nothing.
    public static final ResolverFile EMPTY = new ResolverFile(List.of(), List.of(), List.of());

    public ResolverFile {
        servers = List.copyOf(servers);
        searches = List.copyOf(searches);
        options = List.copyOf(options);
    }

    /// Reads the text of a file; lines that say nothing known are passed over.
    public static ResolverFile parse(String text) {
        List<String> servers = new ArrayList<>();
        List<String> searches = List.of();
        Map<String, String> options = new LinkedHashMap<>();
        for (String line : text.split("\n", -1)) {
            String trimmed = line.strip();
            if (trimmed.isEmpty() || trimmed.startsWith("#")) {
                continue;
            }
            List<String> fields = List.of(trimmed.split("\\s+"));
            List<String> values = fields.subList(1, fields.size());
            switch (fields.getFirst()) {
                case "nameserver" -> {
                    if (!values.isEmpty()) {
                        servers.add(values.getFirst());
                    }
                }
                case "search" ->
                    searches = values.stream().map(ResolverFile::withoutDot).toList();
                case "options" -> values.forEach(option -> put(options, option));
                default -> {}
            }
        }
        return new ResolverFile(servers, searches, texts(options));
    }

    private static String withoutDot(String domain) {
        return domain.length() > 1 && domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    }

    static void put(Map<String, String> options, String option) {
        int colon = option.indexOf(':');
        options.put(colon < 0 ? option : option.substring(0, colon), colon < 0 ? "" : option.substring(colon + 1));
    }

    static List<String> texts(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option ->
                        option.getValue().isEmpty() ? option.getKey() : option.getKey() + ":" + option.getValue())
                .toList();
    }
}
