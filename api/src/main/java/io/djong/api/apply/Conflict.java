package io.djong.api.apply;

import io.djong.api.apply.paths.PathElement;
import io.djong.api.json.GoQuote;
import java.util.List;

/// A field that somebody else manages and an apply would change.
///
/// @param manager as a message names it: `"kubectl" using apps/v1`
public record Conflict(String manager, List<PathElement> path) {
    static Conflict with(ManagerId id, List<PathElement> path) {
        var text = GoQuote.quote(id.manager());
        if (!id.subresource().isEmpty()) text += " with subresource " + GoQuote.quote(id.subresource());
        if (id.operation().equals(ManagerId.UPDATE)) text += " using " + id.apiVersion();
        return new Conflict(text, path);
    }

    /// The path as a message shows it: `.spec.replicas`.
    public String field() {
        var text = new StringBuilder();
        path.forEach(text::append);
        return text.toString();
    }
}
