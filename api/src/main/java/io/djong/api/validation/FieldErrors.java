package io.djong.api.validation;

import io.djong.api.json.GoQuote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;

/// The errors found so far, in the order in which the rules ran. For one thread; allocates nothing until the first
/// error.
public final class FieldErrors {
    /// How an absent value is shown: no pointer, no list, no map.
    public static final String NULL = "null";

    private List<FieldError> errors = List.of();

    /// What was found.
    public List<FieldError> list() {
        return List.copyOf(errors);
    }

    /// How many were found; compare two values to learn whether a rule complained.
    public int size() {
        return errors.size();
    }

    /// Whether nothing was found.
    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /// Adds an error.
    public void add(FieldError error) {
        if (errors.isEmpty()) {
            errors = new ArrayList<>();
        }
        errors.add(error);
    }

    /// Adds errors.
    public void addAll(Collection<FieldError> more) {
        for (var error : more) {
            add(error);
        }
    }

    /// There is no value.
    public void required(FieldPath path, String detail) {
        add(new FieldError(ErrorType.REQUIRED, path.toString(), null, detail));
    }

    /// There is no value.
    public void required(FieldPath path) {
        required(path, "");
    }

    /// Not allowed here.
    public void forbidden(FieldPath path, String detail) {
        add(new FieldError(ErrorType.FORBIDDEN, path.toString(), null, detail));
    }

    /// A malformed text.
    public void invalid(FieldPath path, String value, String detail) {
        add(new FieldError(ErrorType.INVALID, path.toString(), GoQuote.quote(value), detail));
    }

    /// A number out of bounds.
    public void invalid(FieldPath path, long value, String detail) {
        add(new FieldError(ErrorType.INVALID, path.toString(), Long.toString(value), detail));
    }

    /// A wrong boolean.
    public void invalid(FieldPath path, boolean value, String detail) {
        add(new FieldError(ErrorType.INVALID, path.toString(), Boolean.toString(value), detail));
    }

    /// A malformed value that is shown as given: JSON of a structure or [#NULL].
    public void invalidShown(FieldPath path, String shown, String detail) {
        add(new FieldError(ErrorType.INVALID, path.toString(), shown, detail));
    }

    /// A malformed value that is not shown.
    public void invalidOmitted(FieldPath path, String detail) {
        add(new FieldError(ErrorType.INVALID, path.toString(), null, detail));
    }

    /// A malformed text, once per reason.
    public void invalidEach(FieldPath path, String value, List<String> reasons) {
        for (String reason : reasons) {
            invalid(path, value, reason);
        }
    }

    /// A number out of bounds, once per reason.
    public void invalidEach(FieldPath path, long value, List<String> reasons) {
        for (String reason : reasons) {
            invalid(path, value, reason);
        }
    }

    /// A text that must be unique and is not.
    public void duplicate(FieldPath path, String value) {
        duplicateShown(path, GoQuote.quote(value));
    }

    /// A value that must be unique and is not.
    public void duplicateShown(FieldPath path, String shown) {
        add(new FieldError(ErrorType.DUPLICATE, path.toString(), shown, ""));
    }

    /// What the text refers to does not exist.
    public void notFound(FieldPath path, String value) {
        add(new FieldError(ErrorType.NOT_FOUND, path.toString(), GoQuote.quote(value), ""));
    }

    /// A text that is none of a closed list, which is named in the order given.
    public void notSupported(FieldPath path, String value, List<String> supported) {
        notSupportedShown(path, GoQuote.quote(value), supported);
    }

    /// A value that is none of a closed list.
    public void notSupportedShown(FieldPath path, String shown, List<String> supported) {
        var detail = new StringBuilder();
        for (String one : supported) {
            detail.append(detail.isEmpty() ? "supported values: " : ", ").append(GoQuote.quote(one));
        }
        add(new FieldError(ErrorType.NOT_SUPPORTED, path.toString(), shown, detail.toString()));
    }

    /// More bytes than allowed.
    public void tooLong(FieldPath path, int maxBytes) {
        String detail = "may not be more than " + maxBytes + (maxBytes == 1 ? " byte" : " bytes");
        add(new FieldError(ErrorType.TOO_LONG, path.toString(), null, detail));
    }

    /// More items than allowed.
    public void tooMany(FieldPath path, int actual, int max) {
        String detail = "must have at most " + max + (max == 1 ? " item" : " items");
        add(new FieldError(ErrorType.TOO_MANY, path.toString(), Integer.toString(actual), detail));
    }

    /// The value has another type than the schema says.
    public void typeInvalid(FieldPath path, String shown, String detail) {
        add(new FieldError(ErrorType.TYPE_INVALID, path.toString(), shown, detail));
    }

    /// All messages as one, each once: alone as it is, several as `[a, b]`; empty when there is none.
    public static String message(Collection<FieldError> errors) {
        var texts = new LinkedHashSet<String>();
        for (var error : errors) {
            texts.add(error.toString());
        }
        Iterator<String> all = texts.iterator();
        return texts.size() == 1 ? all.next() : texts.isEmpty() ? "" : "[" + String.join(", ", texts) + "]";
    }
}
