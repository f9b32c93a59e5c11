package io.djong.base.features;

import io.djong.base.features.FeatureSpec.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which features are on. Immutable; `AllAlpha` and `AllBeta` are always known and off by default.
///
/// `AllAlpha=true` turns on the alpha gates that are not named themselves, in whatever order they
/// are written; `AllBeta` likewise. Texts of errors and warnings are upstream's
/// (`component-base/featuregate`).
public final class FeatureGates {
    /// The gate that stands for all alpha ones.
    public static final String ALL_ALPHA = "AllAlpha";

    /// The gate that stands for all beta ones.
    public static final String ALL_BETA = "AllBeta";

    /// The component whose gates these are, in `--feature-gates=kube:Name=true`.
    private static final String COMPONENT = "kube";

    /// What came of setting gates.
    ///
    /// @param gates the new gates; the old ones if there are errors
    /// @param errors upstream's sentences; empty if all went well
    /// @param warnings upstream's sentences
    public record Outcome(FeatureGates gates, List<String> errors, List<String> warnings) {
        public Outcome {
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }

        /// The errors as upstream writes several of them.
        public String errorText() {
            return errors.size() == 1 ? errors.getFirst() : errors.toString();
        }
    }

    private final SortedMap<String, FeatureSpec> known;
    private final SortedMap<String, Boolean> set;

    private FeatureGates(SortedMap<String, FeatureSpec> known, SortedMap<String, Boolean> set) {
        this.known = known;
        this.set = set;
    }

    /// Gates at their defaults.
    ///
    /// @param specs the table of all that are known
    public static FeatureGates of(Collection<FeatureSpec> specs) {
        var known = new TreeMap<String, FeatureSpec>();
        known.put(ALL_ALPHA, new FeatureSpec(ALL_ALPHA, Stage.ALPHA, false));
        known.put(ALL_BETA, new FeatureSpec(ALL_BETA, Stage.BETA, false));
        for (FeatureSpec spec : specs) known.put(spec.name(), spec);
        return new FeatureGates(known, new TreeMap<>());
    }

    /// Whether the feature is on.
    ///
    /// @throws IllegalArgumentException if it is not known, which is a bug of the caller
    public boolean isEnabled(String name) {
        var spec = known.get(name);
        if (spec == null)
            throw new IllegalArgumentException("feature \"" + name + "\" is not registered in FeatureGate");
        return set.getOrDefault(name, spec.enabled());
    }

    /// What the flag's value says: `A=true,B=false`, each perhaps after `kube:`.
    public Outcome parse(String value) {
        var values = new TreeMap<String, Boolean>();
        for (String pair : value.split(",", -1)) {
            if (pair.isEmpty()) continue;
            int equals = pair.indexOf('=');
            String name = (equals < 0 ? pair : pair.substring(0, equals)).strip();
            int colon = name.indexOf(':');
            if (colon >= 0) {
                if (!name.startsWith(COMPONENT + ":"))
                    return failed("component not registered: " + name.substring(0, colon));
                name = name.substring(colon + 1);
            }
            if (equals < 0) return failed("missing bool value for " + name);
            String text = pair.substring(equals + 1).strip();
            switch (text) {
                case "1", "t", "T", "true", "TRUE", "True" -> values.put(name, true);
                case "0", "f", "F", "false", "FALSE", "False" -> values.put(name, false);
                default -> {
                    return failed("invalid value of " + name + "=" + text + ", err: strconv.ParseBool: parsing \""
                            + text + "\": invalid syntax");
                }
            }
        }
        return with(values);
    }

    /// These gates with others set, as a configuration file's `featureGates` does.
    public Outcome with(Map<String, Boolean> values) {
        var errors = new ArrayList<String>();
        var warnings = new ArrayList<String>();
        var result = new TreeMap<>(set);
        for (var entry : new TreeMap<>(values).entrySet()) {
            String name = entry.getKey();
            boolean on = entry.getValue();
            var spec = known.get(name);
            if (spec == null) {
                errors.add("unrecognized feature gate: " + name);
                return new Outcome(this, errors, warnings);
            }
            if (spec.locked() && spec.enabled() != on) {
                errors.add(
                        "cannot set feature gate " + name + " to " + on + ", feature is locked to " + spec.enabled());
                continue;
            }
            result.put(name, on);
            switch (spec.stage()) {
                case GA, DEPRECATED ->
                    warnings.add("Setting " + (spec.stage() == Stage.GA ? "GA" : "deprecated") + " feature gate " + name
                            + "=" + on + ". It will be removed in a future release.");
                case ALPHA, BETA -> {}
            }
        }
        setUnset(values, ALL_ALPHA, Stage.ALPHA, result);
        setUnset(values, ALL_BETA, Stage.BETA, result);
        var gates = new FeatureGates(known, result);
        if (errors.isEmpty()) gates.checkDependencies(errors);
        return new Outcome(errors.isEmpty() ? gates : this, errors, warnings);
    }

    /// The gates that were set, as upstream prints them: `A=true,B=false`, sorted.
    @Override
    public String toString() {
        var pairs = new ArrayList<String>();
        set.forEach((name, on) -> pairs.add(name + "=" + on));
        return String.join(",", pairs);
    }

    /// The table of all gates, by name.
    public Collection<FeatureSpec> known() {
        return known.values();
    }

    /// One line for each gate that `--help` lists: neither mature nor deprecated ones.
    public List<String> helpLines() {
        var lines = new ArrayList<String>();
        for (FeatureSpec spec : known.values()) {
            boolean listed = spec.stage() == Stage.ALPHA || spec.stage() == Stage.BETA;
            if (listed) lines.add(spec.name() + "=true|false (" + spec.stage() + " - default=" + spec.enabled() + ")");
        }
        return lines;
    }

    private void setUnset(Map<String, Boolean> values, String all, Stage stage, SortedMap<String, Boolean> result) {
        Boolean on = values.get(all);
        if (on == null) return;
        for (FeatureSpec spec : known.values()) {
            if (spec.name().equals(ALL_ALPHA) || spec.name().equals(ALL_BETA)) continue;
            if (spec.stage() == stage) result.putIfAbsent(spec.name(), on);
        }
    }

    private void checkDependencies(List<String> errors) {
        for (FeatureSpec spec : known.values()) {
            if (spec.dependsOn().isEmpty() || !isEnabled(spec.name())) continue;
            var off = spec.dependsOn().stream()
                    .filter(name -> !isEnabled(name))
                    .sorted()
                    .toList();
            if (off.isEmpty()) continue;
            errors.add(spec.name() + " is enabled, but depends on features that are disabled: [" + String.join(" ", off)
                    + "]");
        }
    }

    private Outcome failed(String error) {
        return new Outcome(this, List.of(error), List.of());
    }
}
