package io.djong.apiserver.proxy;

import io.djong.api.json.GoQuote;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.Query;
import io.djong.client.ApiException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Upstream's `PodLogOptions` as they stand in a query.
///
/// @param container "" for the only one
/// @param unverified whether the kubelet's certificate is not looked at
record LogOptions(
        String container,
        boolean follow,
        boolean previous,
        boolean timestamps,
        @Nullable Long sinceSeconds,
        @Nullable Instant sinceTime,
        @Nullable Long tailLines,
        @Nullable Long limitBytes,
        boolean unverified) {

    private static final String NOT_NEGATIVE = "must be greater than or equal to 0";
    private static final String POSITIVE = "must be greater than 0";

    /// Reads them.
    ///
    /// @throws ApiException 400 for what cannot be read
    static LogOptions parse(Query query) throws ApiException {
        return new LogOptions(
                query.first("container"),
                query.flag("follow"),
                query.flag("previous"),
                query.flag("timestamps"),
                number(query, "sinceSeconds"),
                time(query),
                number(query, "tailLines"),
                number(query, "limitBytes"),
                query.flag("insecureSkipTLSVerifyBackend"));
    }

    private static @Nullable Long number(Query query, String name) throws ApiException {
        if (!query.has(name)) {
            return null;
        }
        var text = query.first(name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            var why = text.matches("[+-]?[0-9]+") ? "value out of range" : "invalid syntax";
            throw Failures.badRequest("strconv.ParseInt: parsing " + GoQuote.quote(text) + ": " + why);
        }
    }

    private static @Nullable Instant time(Query query) throws ApiException {
        var text = query.first("sinceTime");
        if (text.isEmpty() || text.equals("null")) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw Failures.badRequest("parsing time " + GoQuote.quote(text)
                    + " as \"2006-01-02T15:04:05Z07:00\": cannot parse " + GoQuote.quote(text) + " as \"2006\"");
        }
    }

    /// Refuses what makes no sense.
    ///
    /// @throws ApiException 422 with upstream's causes
    void check(String pod) throws ApiException {
        var errors = new FieldErrors();
        if (tailLines != null && tailLines < 0) {
            errors.invalid(FieldPath.of("tailLines"), tailLines, NOT_NEGATIVE);
        }
        if (limitBytes != null && limitBytes < 1) {
            errors.invalid(FieldPath.of("limitBytes"), limitBytes, POSITIVE);
        }
        if (sinceSeconds != null && sinceTime != null) {
            errors.forbidden(FieldPath.of(""), "at most one of `sinceTime` or `sinceSeconds` may be specified");
        } else if (sinceSeconds != null && sinceSeconds < 1) {
            errors.invalid(FieldPath.of("sinceSeconds"), sinceSeconds, POSITIVE);
        }
        if (!errors.isEmpty()) {
            throw Failures.invalid("", "PodLogOptions", pod, errors.list());
        }
    }

    /// The kubelet's query: the parameters in the order of their names.
    String kubeletQuery() {
        var text = new QueryText();
        if (follow) {
            text.add("follow", "true");
        }
        if (limitBytes != null) {
            text.add("limitBytes", limitBytes.toString());
        }
        if (previous) {
            text.add("previous", "true");
        }
        if (sinceSeconds != null) {
            text.add("sinceSeconds", sinceSeconds.toString());
        }
        if (sinceTime != null) {
            var seconds = sinceTime.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
            text.add("sinceTime", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(seconds));
        }
        if (tailLines != null) {
            text.add("tailLines", tailLines.toString());
        }
        if (timestamps) {
            text.add("timestamps", "true");
        }
        return text.toString();
    }
}
