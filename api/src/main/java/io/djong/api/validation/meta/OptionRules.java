package io.djong.api.validation.meta;

import io.djong.api.json.GoQuote;
import io.djong.api.types.meta.v1.CreateOptions;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.PatchOptions;
import io.djong.api.types.meta.v1.UpdateOptions;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.Shown;
import java.util.List;
import java.util.Locale;

/// Options of requests: `dryRun`, `fieldManager`, `fieldValidation`, deletion.
public final class OptionRules {
    private static final int FIELD_MANAGER_MAX = 128;
    private static final List<String> FIELD_VALIDATIONS = List.of("", "Ignore", "Strict", "Warn");

    private OptionRules() {}

    /// Options of a create.
    public static List<FieldError> check(CreateOptions options) {
        var errors = new FieldErrors();
        write(errors, options.fieldManager(), options.dryRun(), options.fieldValidation());
        return errors.list();
    }

    /// Options of an update.
    public static List<FieldError> check(UpdateOptions options) {
        var errors = new FieldErrors();
        write(errors, options.fieldManager(), options.dryRun(), options.fieldValidation());
        return errors.list();
    }

    /// Options of a patch.
    ///
    /// @param apply whether it is a server-side apply
    public static List<FieldError> check(PatchOptions options, boolean apply) {
        var errors = new FieldErrors();
        if (!apply && options.force() != null) {
            errors.forbidden(FieldPath.of("force"), "may not be specified for non-apply patch");
        }
        if (apply && options.fieldManager().isEmpty()) {
            errors.required(FieldPath.of("fieldManager"), "is required for apply patch");
        }
        write(errors, options.fieldManager(), options.dryRun(), options.fieldValidation());
        return errors.list();
    }

    /// Options of a delete.
    public static List<FieldError> check(DeleteOptions options) {
        var errors = new FieldErrors();
        String policy = options.propagationPolicy();
        var path = FieldPath.of("propagationPolicy");
        if (options.orphanDependents() != null && policy != null) {
            errors.invalid(path, policy, "orphanDependents and deletionPropagation cannot be both set");
        }
        if (policy != null && !List.of("Foreground", "Background", "Orphan").contains(policy)) {
            errors.notSupported(path, policy, List.of("Foreground", "Background", "Orphan", "nil"));
        }
        dryRun(errors, options.dryRun());
        return errors.list();
    }

    private static void write(FieldErrors errors, String manager, List<String> dryRun, String fieldValidation) {
        fieldManager(errors, FieldPath.of("fieldManager"), manager);
        dryRun(errors, dryRun);
        if (!FIELD_VALIDATIONS.contains(fieldValidation)) {
            errors.notSupported(FieldPath.of("fieldValidation"), fieldValidation, FIELD_VALIDATIONS);
        }
    }

    private static void dryRun(FieldErrors errors, List<String> dryRun) {
        for (String value : dryRun) {
            if (!value.equals("All")) {
                errors.notSupportedShown(FieldPath.of("dryRun"), Shown.texts(dryRun), List.of("All"));
                return;
            }
        }
    }

    /// Who writes: 128 printable characters at most.
    public static void fieldManager(FieldErrors errors, FieldPath path, String manager) {
        if (ByteLength.of(manager) > FIELD_MANAGER_MAX) {
            errors.tooLong(path, FIELD_MANAGER_MAX);
        }
        for (int i = 0; i < manager.length(); ) {
            int c = manager.codePointAt(i);
            if (!GoQuote.isPrintable(c)) {
                String shown = String.format(Locale.ROOT, "U+%04X", c);
                int position = ByteLength.of(manager.substring(0, i));
                errors.invalid(path, manager, "invalid character " + shown + " (at position " + position + ")");
            }
            i += Character.charCount(c);
        }
    }
}
