package io.djong.e2e;

import java.io.ByteArrayOutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/// A name server that gives every name one address, as a process of the world.
final class WorldResolver {
    /// What every name leads to.
    static final String ANSWER = "198.51.100.7";

    private static final int HEADER_BYTES = 12;
    private static final byte[] ONE_ANSWER = {(byte) 0x81, (byte) 0x80, 0, 1, 0, 1, 0, 0, 0, 0};
    private static final byte[] NO_ANSWER = {(byte) 0x81, (byte) 0x80, 0, 1, 0, 0, 0, 0, 0, 0};
    private static final byte[] RECORD = {(byte) 0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4};

    private WorldResolver() {}

    /// Argument: the address to listen on. Ends when it is killed.
    public static void main(String[] args) throws Exception {
        try (var socket = new DatagramSocket(53, InetAddress.ofLiteral(args[0]))) {
            while (true) {
                var query = new DatagramPacket(new byte[512], 512);
                socket.receive(query);
                var answer = answer(query.getData());
                socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
            }
        }
    }

    private static byte[] answer(byte[] query) {
        int end = HEADER_BYTES;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        boolean address = query[end + 2] == 1;
        var out = new ByteArrayOutputStream();
        out.write(query, 0, 2);
        out.writeBytes(address ? ONE_ANSWER : NO_ANSWER);
        out.write(query, HEADER_BYTES, end + 5 - HEADER_BYTES);
        if (address) {
            out.writeBytes(RECORD);
            out.writeBytes(InetAddress.ofLiteral(ANSWER).getAddress());
        }
        return out.toByteArray();
    }
}
