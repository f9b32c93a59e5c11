package io.djong.proxy.plan;

import io.djong.api.ip.IpAddress;
import io.djong.proxy.services.Transport;

/// Where clients send packets: an address, a protocol and a port.
public record Frontend(IpAddress address, Transport transport, int port) implements Comparable<Frontend> {
    @Override
    public int compareTo(Frontend other) {
        int c = address.compareTo(other.address);
        if (c == 0) {
            c = transport.compareTo(other.transport);
        }
        return c != 0 ? c : Integer.compare(port, other.port);
    }

    @Override
    public String toString() {
        return address + ":" + port + "/" + transport;
    }
}
