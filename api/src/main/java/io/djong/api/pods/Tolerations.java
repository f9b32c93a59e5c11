package io.djong.api.pods;

import io.djong.api.types.core.v1.Taint;
import io.djong.api.types.core.v1.Toleration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which taints a pod puts up with.
///
/// Source: kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration.
public final class Tolerations {
    /// Keeps new pods away.
    public static final String NO_SCHEDULE = "NoSchedule";

    /// Keeps new pods away if that is possible.
    public static final String PREFER_NO_SCHEDULE = "PreferNoSchedule";

    /// Keeps new pods away and sends those that are there off.
    public static final String NO_EXECUTE = "NoExecute";

    private Tolerations() {}

    /// Whether one toleration covers the taint: an empty effect covers all effects, an empty key all keys.
    public static boolean tolerates(Toleration toleration, Taint taint) {
        if (!toleration.effect().isEmpty() && !toleration.effect().equals(taint.effect())) return false;
        if (!toleration.key().isEmpty() && !toleration.key().equals(taint.key())) return false;
        return switch (toleration.operator()) {
            case "", "Equal" -> toleration.value().equals(taint.value());
            case "Exists" -> true;
            default -> false;
        };
    }

    /// Whether any of the tolerations covers the taint.
    public static boolean tolerate(List<Toleration> tolerations, Taint taint) {
        for (int i = 0; i < tolerations.size(); i++) {
            if (tolerates(tolerations.get(i), taint)) return true;
        }
        return false;
    }

    /// The first taint that keeps a new pod with these tolerations away, or null. Taints that only ask
    /// ([#PREFER_NO_SCHEDULE]) do not count.
    public static @Nullable Taint firstRepelling(List<Taint> taints, List<Toleration> tolerations) {
        for (int i = 0; i < taints.size(); i++) {
            Taint taint = taints.get(i);
            if (repels(taint) && !tolerate(tolerations, taint)) return taint;
        }
        return null;
    }

    /// Whether the taint keeps new pods away that do not tolerate it.
    public static boolean repels(Taint taint) {
        return taint.effect().equals(NO_SCHEDULE) || taint.effect().equals(NO_EXECUTE);
    }
}
