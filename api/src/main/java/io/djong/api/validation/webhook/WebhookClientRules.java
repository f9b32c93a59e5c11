package io.djong.api.validation.webhook;

import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.Ports;
import org.jspecify.annotations.Nullable;

/// Where a webhook is.
public final class WebhookClientRules {
    private static final String FORM = "; desired format: https://host[/path]";

    private WebhookClientRules() {}

    /// By URL.
    public static void url(FieldErrors errors, FieldPath path, String text) {
        var url = GoUrl.parse(text);
        if (!url.problem().isEmpty()) {
            errors.required(path, "url must be a valid URL: " + url.problem() + FORM);
            return;
        }
        if (!url.scheme().equals("https")) {
            errors.invalid(path, url.scheme(), "'https' is the only allowed URL scheme" + FORM);
        }
        if (url.host().isEmpty()) {
            errors.invalid(path, "", "host must be specified" + FORM);
        }
        if (url.hasUser()) {
            errors.invalid(path, url.user(), "user information is not permitted in the URL");
        }
        if (!url.fragment().isEmpty()) {
            errors.invalid(path, url.fragment(), "fragments are not permitted in the URL");
        }
        if (!url.query().isEmpty()) {
            errors.invalid(path, url.query(), "query parameters are not permitted in the URL");
        }
    }

    /// By service. Upstream's callers give namespace and name in each other's place; the order of the
    /// errors shows it.
    ///
    /// @param path of the service
    /// @param first what is reported as a missing name
    /// @param second what is reported as a missing namespace
    public static void service(
            FieldErrors errors, FieldPath path, String first, String second, @Nullable String urlPath, int port) {
        if (first.isEmpty()) {
            errors.required(path.child("name"));
        }
        if (second.isEmpty()) {
            errors.required(path.child("namespace"));
        }
        var wrong = Ports.number(port);
        if (!wrong.isEmpty()) {
            errors.invalid(path.child("port"), port, "port is not valid: " + String.join(", ", wrong));
        }
        if (urlPath != null && !urlPath.isEmpty() && !urlPath.equals("/")) {
            path(errors, path.child("path"), urlPath);
        }
    }

    private static void path(FieldErrors errors, FieldPath at, String urlPath) {
        if (urlPath.equals("//")) {
            errors.invalid(at, urlPath, "segment[0] may not be empty");
            return;
        }
        if (!urlPath.startsWith("/")) {
            errors.invalid(at, urlPath, "must start with a '/'");
        }
        String steps = urlPath.substring(1);
        if (steps.endsWith("/")) {
            steps = steps.substring(0, steps.length() - 1);
        }
        String[] segments = steps.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].isEmpty()) {
                errors.invalid(at, urlPath, "segment[" + i + "] may not be empty");
                continue;
            }
            for (String reason : DnsNames.subdomain(segments[i])) {
                errors.invalid(at, urlPath, "segment[" + i + "]: " + reason);
            }
        }
    }
}
