package io.djong.api.validation.devices;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.resource.v1.CapacityRequestPolicy;
import io.djong.api.types.resource.v1.CapacityRequestPolicyRange;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.List;

/// How much of a capacity one claim may ask for.
final class CapacityPolicyRules {
    private static final int VALUES_MAX = 10;

    private final FieldErrors errors;
    private final Quantity capacity;

    /// @param capacity all there is
    CapacityPolicyRules(FieldErrors errors, Quantity capacity) {
        this.errors = errors;
        this.capacity = capacity;
    }

    void check(FieldPath path, CapacityRequestPolicy policy) {
        var values = policy.validValues();
        var range = policy.validRange();
        var usual = policy.default_();
        if (!values.isEmpty() && range != null) {
            errors.forbidden(
                    path,
                    "exactly one policy can be specified, cannot specify \"validValues\" and \"validRange\" at the same"
                            + " time");
        } else if (!values.isEmpty()) {
            if (usual == null) {
                errors.required(path.child("default"), "required when validValues is defined");
            } else {
                values(path.child("validValues"), usual, values);
            }
        } else if (range != null) {
            if (usual == null) {
                errors.required(path.child("default"), "required when validRange is defined");
            } else {
                range(path.child("validRange"), usual, range);
            }
        }
    }

    private void values(FieldPath path, Quantity usual, List<Quantity> values) {
        for (int i = 0; i + 1 < values.size(); i++) {
            if (values.get(i).compareTo(values.get(i + 1)) > 0) {
                errors.invalid(
                        path.index(i + 1), values.get(i + 1).toString(), "values must be sorted in ascending order");
            }
        }
        var found = false;
        if (DeviceLists.fits(errors, path, values, VALUES_MAX)) {
            for (int i = 0; i < values.size(); i++) {
                var value = values.get(i);
                if (value.compareTo(capacity) > 0) {
                    errors.invalid(
                            path.index(i), value.toString(), "option is larger than capacity value: " + capacity);
                }
                found |= value.compareTo(usual) == 0;
            }
            DeviceLists.unique(errors, path, values, value -> Long.toString(value.value()));
        }
        if (!found) {
            errors.invalid(path, usual.toString(), "default value is not valid according to the requestPolicy");
        }
    }

    private void range(FieldPath path, Quantity usual, CapacityRequestPolicyRange range) {
        var min = range.min();
        if (min == null) {
            errors.required(path.child("min"), "required when validRange is defined");
            return;
        }
        if (min.compareTo(capacity) > 0) {
            errors.invalid(path.child("min"), min.toString(), "min is larger than capacity value: " + capacity);
        }
        if (usual.compareTo(min) < 0) {
            errors.invalid(path.child("min"), usual.toString(), "default is less than min: " + min);
        }
        var max = range.max();
        if (max != null) {
            maximum(path.child("max"), usual, min, max);
        }
        var step = range.step();
        if (step != null) {
            var first = min.add(step);
            if (first.compareTo(capacity) > 0) {
                errors.invalid(
                        path.child("step"),
                        step.toString(),
                        "one step " + first + " is larger than capacity value: " + capacity);
            }
            multiple(path.child("step"), usual, min, step);
            if (max != null) {
                multiple(path.child("step"), max, min, step);
            }
        }
    }

    private void maximum(FieldPath path, Quantity usual, Quantity min, Quantity max) {
        if (min.compareTo(max) > 0) {
            errors.invalid(path, min.toString(), "min is larger than max: " + max);
        }
        if (max.compareTo(capacity) > 0) {
            errors.invalid(path, max.toString(), "max is larger than capacity value: " + capacity);
        }
        if (usual.compareTo(max) > 0) {
            errors.invalid(path, usual.toString(), "default is more than max: " + max);
        }
    }

    /// Upstream divides by the step and fails with 500 when that is nought.
    private void multiple(FieldPath path, Quantity value, Quantity min, Quantity step) {
        if (step.value() == 0 || (value.value() - min.value()) % step.value() != 0) {
            errors.invalid(
                    path,
                    value.toString(),
                    "value is not a multiple of a given step (" + step + ") from (" + min + ")");
        }
    }
}
