package io.djong.cluster.assembly;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Asks a DNS server for the address of one name, once by UDP.
final class NameProbe {
    private static final int PORT = 53;
    private static final int LIMIT_MILLIS = 2_000;
    private static final int ANSWER_BYTES_MAX = 512;
    private static final byte[] HEADER = {0x44, 0x4a, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0};
    private static final byte[] ADDRESS_IN_INTERNET = {0, 0, 1, 0, 1};

    private NameProbe() {}

    /// Why there was no good answer; null when there was one.
    static @Nullable String failure(InetAddress server, String name) {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(LIMIT_MILLIS);
            var question = question(name);
            socket.connect(server, PORT);
            socket.send(new DatagramPacket(question, question.length));
            var answer = new DatagramPacket(new byte[ANSWER_BYTES_MAX], ANSWER_BYTES_MAX);
            socket.receive(answer);
            int code = answer.getLength() < HEADER.length ? -1 : answer.getData()[3] & 15;
            return code == 0 ? null : "answers with code " + code;
        } catch (SocketTimeoutException e) {
            return "does not answer";
        } catch (IOException e) {
            return "cannot be asked: " + e.getMessage();
        }
    }

    private static byte[] question(String name) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(HEADER);
        for (String label : name.split("\\.")) {
            var bytes = label.getBytes(StandardCharsets.US_ASCII);
            out.write(bytes.length);
            out.writeBytes(bytes);
        }
        out.writeBytes(ADDRESS_IN_INTERNET);
        return out.toByteArray();
    }
}
