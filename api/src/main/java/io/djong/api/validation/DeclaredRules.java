package io.djong.api.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rules that upstream declares with its types (`+k8s:` tags) and enforces: each looks at a field only when that has
/// changed.
///
/// Source: `apimachinery/pkg/api/validate`.
public final class DeclaredRules {
    private final FieldErrors errors;

    /// Collects into these.
    public DeclaredRules(FieldErrors errors) {
        this.errors = errors;
    }

    /// What is wrong with a text that is there.
    @FunctionalInterface
    public interface Form {
        /// Sentences; none when it is right.
        List<String> wrong(String value);
    }

    /// A text that must be there and have a form.
    ///
    /// @param old what it was; null for a new object
    public void required(FieldPath path, String value, @Nullable String old, Form form) {
        if (value.equals(old)) {
            return;
        }
        if (value.isEmpty()) {
            errors.required(path);
        } else {
            errors.invalidEach(path, value, form.wrong(value));
        }
    }

    /// A text that may be absent.
    public void optional(FieldPath path, @Nullable String value, @Nullable String old, Form form) {
        if (value != null && !value.equals(old)) {
            errors.invalidEach(path, value, form.wrong(value));
        }
    }

    /// A number, when there is one.
    public void minimum(FieldPath path, @Nullable Integer value, @Nullable Integer old, int min) {
        if (value != null && !value.equals(old) && value < min) {
            errors.invalid(path, value, "must be greater than or equal to " + min);
        }
    }

    /// A number, when there is one.
    public void maximum(FieldPath path, @Nullable Integer value, @Nullable Integer old, int max) {
        if (value != null && !value.equals(old) && value > max) {
            errors.invalid(path, value, "must be less than or equal to " + max);
        }
    }

    /// Whether the value has changed in an object that existed; then that is an error and the value is not judged.
    public boolean changed(FieldPath path, @Nullable Object value, @Nullable Object old, boolean existed) {
        if (!existed || Objects.equals(value, old)) {
            return false;
        }
        errors.invalidShown(path, FieldErrors.NULL, Texts.IMMUTABLE);
        return true;
    }

    /// Exactly one of the members must be set.
    ///
    /// @param before which members were set; null for a new structure
    public void union(FieldPath path, List<String> members, boolean[] set, boolean @Nullable [] before) {
        if (before != null && Arrays.equals(set, before)) {
            return;
        }
        var found = new ArrayList<String>();
        for (int i = 0; i < set.length; i++) {
            if (set[i]) {
                found.add(members.get(i));
            }
        }
        if (found.size() > 1) {
            errors.invalid(
                    path, "{" + String.join(", ", found) + "}", "must specify exactly one of: " + shown(members));
        } else if (found.isEmpty()) {
            errors.invalid(path, "", "must specify one of: " + shown(members));
        }
    }

    private static String shown(List<String> members) {
        return String.join(
                ", ", members.stream().map(member -> "`" + member + "`").toList());
    }

    /// Subdomains with slashes between them; each is shown alone.
    public void poolName(FieldPath path, String name) {
        int at = 0;
        for (var part : name.split("/", -1)) {
            var segment = "segment " + at++ + ": ";
            if (part.isEmpty()) {
                errors.invalid(path, name, segment + "must not be empty");
            }
            for (var sentence : part.isEmpty() ? List.<String>of() : DnsNames.longName(part)) {
                errors.invalid(path, part, segment + sentence);
            }
        }
    }
}
