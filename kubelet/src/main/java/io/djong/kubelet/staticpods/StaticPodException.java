package io.djong.kubelet.staticpods;

/// A file in the folder of static pods is not the manifest of a pod.
final class StaticPodException extends Exception {
    private static final long serialVersionUID = 1;

    StaticPodException(String message) {
        super(message);
    }
}
