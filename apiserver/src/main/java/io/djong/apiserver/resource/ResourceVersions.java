package io.djong.apiserver.resource;

import io.djong.api.json.GoQuote;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import org.jspecify.annotations.Nullable;

/// Resource versions as numbers. Clients must not look inside them; the server does.
public final class ResourceVersions {
    private ResourceVersions() {}

    /// The version an update or a watch names: 0 for "" and "0".
    ///
    /// @throws ApiException 500 with the bare text of the parser, as upstream answers
    public static long parseForUpdate(String text) throws ApiException {
        if (text.isEmpty()) {
            return 0;
        }
        var problem = problem(text);
        if (problem != null) {
            throw Failures.refused(500, "", problem, null);
        }
        return Long.parseUnsignedLong(text);
    }

    /// Whether an object names a version; what is no number is none.
    static boolean isSet(String text) {
        return !text.isEmpty() && problem(text) == null && Long.parseUnsignedLong(text) != 0;
    }

    /// A problem with a version as an option of reading.
    public static String shown(String text, String problem) {
        return "resourceVersion: Invalid value: " + GoQuote.quote(text) + ": " + problem;
    }

    /// What Go's `strconv.ParseUint` says of the text, or null when it is a number of 64 bits.
    public static @Nullable String problem(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return "strconv.ParseUint: parsing " + quoted(text) + ": invalid syntax";
            }
        }
        try {
            Long.parseUnsignedLong(text);
            return null;
        } catch (NumberFormatException e) {
            return "strconv.ParseUint: parsing " + quoted(text)
                    + (text.isEmpty() ? ": invalid syntax" : ": value out of range");
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
