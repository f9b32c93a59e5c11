package io.djong.apiserver.admission.runtimeclass;

import io.djong.api.types.core.v1.Toleration;
import java.util.ArrayList;
import java.util.List;

/// Tolerations of two sources without those that another one covers; of equal ones the first stays.
final class MergedTolerations {
    private MergedTolerations() {}

    static List<Toleration> of(List<Toleration> first, List<Toleration> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        var merged = new ArrayList<Toleration>();
        for (int i = 0; i < all.size(); i++) {
            var one = all.get(i);
            boolean needed = merged.stream().noneMatch(other -> covers(other, one))
                    && all.subList(i + 1, all.size()).stream()
                            .noneMatch(later -> !later.equals(one) && covers(later, one));
            if (needed) {
                merged.add(one);
            }
        }
        return merged;
    }

    private static boolean covers(Toleration wide, Toleration narrow) {
        if (wide.equals(narrow)) {
            return true;
        }
        boolean anyKey = wide.key().isEmpty() && wide.operator().equals("Exists");
        if (!anyKey && !wide.key().equals(narrow.key())) {
            return false;
        }
        if (!wide.effect().isEmpty() && !wide.effect().equals(narrow.effect())) {
            return false;
        }
        var seconds = wide.tolerationSeconds();
        if (wide.effect().equals("NoExecute") && seconds != null) {
            var shorter = narrow.tolerationSeconds();
            if (shorter == null || shorter > seconds) {
                return false;
            }
        }
        return switch (wide.operator()) {
            case "", "Equal" ->
                narrow.operator().equals("Equal") && narrow.value().equals(wide.value());
            case "Exists" -> true;
            default -> false;
        };
    }
}
