package io.djong.apiserver.resource;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.meta.v1.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Cells that several resources have.
public final class Cells {
    /// What an absent value is shown as.
    public static final String NONE = "<none>";

    private Cells() {}

    /// The text, or `<none>`.
    public static String orNone(@Nullable String text) {
        return text == null || text.isEmpty() ? NONE : text;
    }

    /// The names of containers.
    public static String names(List<Container> containers) {
        var names = new StringJoiner(",");
        containers.forEach(container -> names.add(container.name()));
        return names.toString();
    }

    /// The images of containers.
    public static String images(List<Container> containers) {
        var images = new StringJoiner(",");
        containers.forEach(container -> images.add(container.image()));
        return images.toString();
    }

    /// A label selector in its text form; `<none>` when it selects everything or is absent.
    public static String selector(@Nullable LabelSelector selector) {
        return selector == null ? NONE : orNone(io.djong.api.selector.LabelSelectors.format(selector));
    }

    /// Labels as `a=1,b=2`; `<none>` when there are none.
    public static String labels(Map<String, String> labels) {
        var text = new StringJoiner(",");
        labels.forEach((key, value) -> text.add(key + "=" + value));
        return orNone(text.toString());
    }
}
