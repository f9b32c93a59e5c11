package io.djong.api.meta;

import java.util.List;

/// A subresource that 1.36 serves, such as `status` or `scale`.
///
/// @param kind of its body; its group and version may differ from the resource's
/// @param verbs in alphabetical order
public record Subresource(String name, GroupVersionKind kind, List<String> verbs) {}
