package io.djong.kubelet.hosts;

/// A pod's hostname or subdomain makes no name that Linux takes. The message is upstream's.
public final class HostnameException extends Exception {
    private static final long serialVersionUID = 1;

    public HostnameException(String message) {
        super(message);
    }
}
