package io.djong.proxy.plan;

import io.djong.api.ip.IpAddress;

/// Where packets go instead.
public record Backend(IpAddress address, int port) implements Comparable<Backend> {
    @Override
    public int compareTo(Backend other) {
        int c = address.compareTo(other.address);
        return c != 0 ? c : Integer.compare(port, other.port);
    }
}
