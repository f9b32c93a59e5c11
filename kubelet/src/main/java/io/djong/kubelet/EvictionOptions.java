package io.djong.kubelet;

import io.djong.base.config.Checks;
import io.djong.base.config.InvalidValue;
import io.djong.base.config.Option;
import io.djong.base.config.OptionType;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.kubelet.eviction.EvictionSettings;
import io.djong.kubelet.node.NodeConfig;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The flags of eviction, with upstream's defaults.
public final class EvictionOptions {
    /// `memory.available<100Mi,nodefs.available<10%`; a map in a file.
    private static final OptionType<SortedMap<String, String>> THRESHOLDS = new OptionType<>(
            "mapStringString",
            OptionTypes.MAP.shape(),
            EvictionOptions::thresholds,
            OptionTypes.MAP.item(),
            values -> String.join(
                    ",",
                    values.entrySet().stream()
                            .map(entry -> entry.getKey() + "<" + entry.getValue())
                            .toList()),
            OptionTypes.MAP.merger(),
            null);

    static final Option<SortedMap<String, String>> HARD =
            hard(NodeConfig.EVICTION_HARD).key("evictionHard");
    static final Option<SortedMap<String, String>> SOFT = Option.of(
                    "eviction-soft", THRESHOLDS, Collections.emptySortedMap())
            .key("evictionSoft")
            .help("How little may be left for a while before pods are evicted.");
    static final Option<SortedMap<String, String>> SOFT_GRACE = Option.of(
                    "eviction-soft-grace-period", OptionTypes.MAP, Collections.emptySortedMap())
            .key("evictionSoftGracePeriod")
            .help("For how long: `memory.available=1m30s`.");
    static final Option<SortedMap<String, String>> RECLAIM_MIN = Option.of(
                    "eviction-minimum-reclaim", OptionTypes.MAP, Collections.emptySortedMap())
            .key("evictionMinimumReclaim")
            .help("How much more has to be free until it is over: `imagefs.available=2Gi`.");
    static final Option<Duration> TRANSITION = Option.of(
                    "eviction-pressure-transition-period", OptionTypes.DURATION, Duration.ofMinutes(5))
            .key("evictionPressureTransitionPeriod")
            .help("How long a condition of pressure stays after it was seen last.")
            .check(Checks.positive());
    static final Option<Integer> POD_GRACE_MAX = Option.of("eviction-max-pod-grace-period", OptionTypes.INT32, 0)
            .key("evictionMaxPodGracePeriod")
            .help("How long a pod may take to end that goes for a soft threshold.")
            .unit("seconds");

    static final Options OPTIONS = Options.of(HARD, SOFT, SOFT_GRACE, RECLAIM_MIN, TRANSITION, POD_GRACE_MAX);

    private EvictionOptions() {}

    /// `--eviction-hard` of a program that has a kubelet inside.
    ///
    /// @param standard the thresholds by signal unless set
    public static Option<SortedMap<String, String>> hard(SortedMap<String, String> standard) {
        return Option.of("eviction-hard", THRESHOLDS, standard)
                .help("How little may be left before pods are evicted at once.");
    }

    /// What is wrong with thresholds, in upstream's words; null for nothing.
    public static @Nullable String problem(SortedMap<String, String> hard) {
        var none = Collections.<String, String>emptySortedMap();
        var alone = new KubeletConfig.Eviction(none, none, none, TRANSITION.defaultValue(), 0);
        var errors = settings(alone, hard, true).errors();
        return errors.isEmpty() ? null : errors.getFirst();
    }

    private static SortedMap<String, String> thresholds(String text) throws InvalidValue {
        var all = new TreeMap<String, String>();
        for (var pair : text.split(",")) {
            if (pair.isEmpty()) {
                continue;
            }
            int less = pair.indexOf('<');
            if (less < 0) {
                throw new InvalidValue("malformed pair, expect string<string");
            }
            all.put(pair.substring(0, less).strip(), pair.substring(less + 1).strip());
        }
        return Collections.unmodifiableSortedMap(all);
    }

    static KubeletConfig.Eviction config(Settings settings) {
        return new KubeletConfig.Eviction(
                settings.get(SOFT),
                settings.get(SOFT_GRACE),
                settings.get(RECLAIM_MIN),
                settings.get(TRANSITION),
                settings.get(POD_GRACE_MAX));
    }

    /// What is wrong, in upstream's words.
    static List<String> errors(Settings settings) {
        return settings(config(settings), settings.get(HARD), true).errors();
    }

    /// @param pods whether the memory that all pods may have together counts as well
    static EvictionSettings settings(KubeletConfig.Eviction eviction, SortedMap<String, String> hard, boolean pods) {
        return new EvictionSettings(
                hard,
                eviction.soft(),
                eviction.softGrace(),
                eviction.reclaimMin(),
                eviction.transition(),
                eviction.podGraceSecondsMax(),
                pods);
    }
}
