package io.djong.apiserver.verbs;

import io.djong.api.types.meta.v1.CreateOptions;
import io.djong.api.types.meta.v1.PatchOptions;
import io.djong.api.validation.meta.OptionRules;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import io.djong.client.WriteOptions;
import java.nio.charset.StandardCharsets;

/// Reads the options of a request from its query.
public final class Options {
    private static final int FIELD_MANAGER_LIMIT_BYTES = 128;

    private Options() {}

    /// Options of a create, update or patch.
    ///
    /// @param kind `CreateOptions`, `UpdateOptions` or `PatchOptions`, named in errors
    static WriteOptions write(ApiExchange exchange, String kind) throws ApiException {
        var query = exchange.query();
        var validation = query.first("fieldValidation");
        var manager = query.first("fieldManager");
        var options = CreateOptions.EMPTY
                .withDryRun(query.all("dryRun"))
                .withFieldManager(manager)
                .withFieldValidation(validation);
        var errors = OptionRules.check(options);
        if (!errors.isEmpty()) {
            throw Failures.invalid("meta.k8s.io", kind, "", errors);
        }
        boolean dryRun = !options.dryRun().isEmpty();
        if (manager.isEmpty()) {
            manager = managerOfUserAgent(exchange.header("User-Agent"));
        }
        return new WriteOptions(dryRun, manager, validation.isEmpty() ? "Warn" : validation, query.flag("force"));
    }

    /// Options of a patch.
    ///
    /// @param apply whether it is a server-side apply
    static WriteOptions patch(ApiExchange exchange, boolean apply) throws ApiException {
        var query = exchange.query();
        var options = PatchOptions.EMPTY
                .withDryRun(query.all("dryRun"))
                .withForce(query.has("force") ? (Boolean) query.flag("force") : null)
                .withFieldManager(query.first("fieldManager"))
                .withFieldValidation(query.first("fieldValidation"));
        var errors = OptionRules.check(options, apply);
        if (!errors.isEmpty()) {
            throw Failures.invalid("meta.k8s.io", "PatchOptions", "", errors);
        }
        return write(exchange, "PatchOptions");
    }

    /// The program's name before the slash, as upstream names the manager of a request that names none; a header's
    /// bytes are read as UTF-8.
    private static String managerOfUserAgent(String userAgent) {
        var text = new String(userAgent.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        var end = text.indexOf('/');
        var name = end < 0 ? text : text.substring(0, end);
        var printable = new StringBuilder();
        int bytes = 0;
        for (int c : name.codePoints().toArray()) {
            if (!isPrintable(c)) {
                continue;
            }
            bytes += Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > FIELD_MANAGER_LIMIT_BYTES) {
                break;
            }
            printable.appendCodePoint(c);
        }
        return printable.toString();
    }

    /// As Go has it: letters, marks, numbers, punctuation, symbols, and the space.
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
