package io.djong.api.meta;

/// Whatever has a kind: objects, lists of them, reviews, options, `Status`.
public interface ApiObject {
    KubeType<?> kubeType();

    /// `v1` or `apps/v1`.
    default String apiVersion() {
        return kubeType().apiVersion();
    }

    default String kind() {
        return kubeType().kind();
    }
}
