package io.djong.apiserver.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an `Accept` header asks for, in the order in which upstream tries it. Its rules are not those of RFC 9110: a
/// quality that is no number counts as 0, and one of 0 refuses nothing.
///
/// Source: `goautoneg`, with which the API server reads the header.
public final class AcceptHeader {
    /// Clauses that are looked at; what comes after them is not tried.
    static final int CLAUSES_LIMIT = 64;

    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    private AcceptHeader() {}

    /// One alternative.
    ///
    /// @param parameters without the quality
    public record Clause(String type, String subtype, double quality, Map<String, String> parameters) {
        /// Whether it means this type.
        boolean matches(MediaType media) {
            var name = media.contentType();
            var slash = name.indexOf('/');
            var everything = type.equals("*") && subtype.equals("*");
            return everything
                    || (type.equals(name.substring(0, slash))
                            && (subtype.equals("*") || subtype.equals(name.substring(slash + 1))));
        }

        /// Whether it is tried before another. Not an order: a type that is named goes before a wildcard that is
        /// wanted more.
        private boolean goesBefore(Clause other) {
            return quality > other.quality
                    || (!type.equals("*") && other.type.equals("*"))
                    || (!subtype.equals("*") && other.subtype.equals("*"));
        }
    }

    /// The alternatives.
    public static List<Clause> clauses(String header) {
        var clauses = new ArrayList<Clause>();
        for (var part : header.split(",", CLAUSES_LIMIT + 1)) {
            var clause = clauses.size() == CLAUSES_LIMIT ? null : clause(part);
            if (clause != null) {
                insert(clauses, clause);
            }
        }
        return clauses;
    }

    /// By insertion, as upstream's library sorts what is short: the result depends on it.
    private static void insert(List<Clause> clauses, Clause clause) {
        int at = clauses.size();
        while (at > 0 && clause.goesBefore(clauses.get(at - 1))) {
            at--;
        }
        clauses.add(at, clause);
    }

    private static @Nullable Clause clause(String text) {
        var pieces = text.split(";", -1);
        var names = pieces[0].split("/", -1);
        var type = trimmed(names[0]);
        String subtype;
        if (names.length == 1 || (names.length == 2 && names[1].isEmpty())) {
            if (!type.equals("*")) {
                return null;
            }
            subtype = "*";
        } else if (names.length == 2 || (names.length == 3 && names[2].isEmpty())) {
            subtype = trimmed(names[1]);
        } else {
            return null;
        }
        var quality = 1.0;
        var parameters = new HashMap<String, String>();
        for (int i = 1; i < pieces.length; i++) {
            var pair = pieces[i].split("=", -1);
            var given = pair.length == 2 ? !pair[1].isEmpty() : pair.length == 3 && pair[2].isEmpty();
            if (!given) {
                continue;
            }
            var name = trimmed(pair[0]);
            if (name.equals("q")) {
                quality = number(pair[1]);
            } else {
                parameters.put(name, trimmed(pair[1]));
            }
        }
        return new Clause(type, subtype, quality, parameters);
    }

    private static double number(String text) {
        return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : 0;
    }

    /// Without the spaces around it; other white space belongs to it.
    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == ' ') {
            to--;
        }
        return text.substring(from, to);
    }
}
