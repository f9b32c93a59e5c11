package io.djong.apiserver.content;

/// As what an answer is sent.
public sealed interface Form {
    /// The object or list itself.
    record Whole() implements Form {}

    /// A table of it.
    ///
    /// @param version of meta.k8s.io: `v1` or `v1beta1`
    record Table(String version) implements Form {}

    /// Its metadata only.
    ///
    /// @param version of meta.k8s.io
    record Partial(String version) implements Form {}

    /// The metadata of a list's items only.
    ///
    /// @param version of meta.k8s.io
    record PartialList(String version) implements Form {}
}
