package io.djong.apiserver.registry.reviews;

import io.djong.api.selector.FieldSelector;
import io.djong.api.selector.SelectorException;
import io.djong.api.types.authorization.v1.ResourceAttributes;
import java.util.ArrayList;

/// To what a review's list or watch limits itself by fields. What cannot be understood is left out: the
/// question becomes a wider one.
final class SelectedFields {
    private SelectedFields() {}

    static FieldSelector of(ResourceAttributes attributes) {
        var selector = attributes.fieldSelector();
        if (selector == null) {
            return FieldSelector.EVERYTHING;
        }
        if (selector.requirements().isEmpty()) {
            return parsed(selector.rawSelector());
        }
        var terms = new ArrayList<FieldSelector.Term>();
        for (var requirement : selector.requirements()) {
            var in = requirement.operator().equals("In");
            if ((in || requirement.operator().equals("NotIn"))
                    && requirement.values().size() == 1) {
                terms.add(new FieldSelector.Term(
                        requirement.key(), requirement.values().getFirst(), in));
            }
        }
        return new FieldSelector(terms);
    }

    private static FieldSelector parsed(String text) {
        try {
            return FieldSelector.parse(text);
        } catch (SelectorException e) {
            return FieldSelector.EVERYTHING;
        }
    }
}
