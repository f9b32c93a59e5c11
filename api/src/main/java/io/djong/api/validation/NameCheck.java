package io.djong.api.validation;

import java.util.List;

/// Says what is wrong with a name. Most kinds use one of [NameRule].
public interface NameCheck {
    /// What is wrong with the name; empty when it is right.
    ///
    /// @param prefix whether more characters will follow, as in `generateName`
    List<String> check(String name, boolean prefix);
}
