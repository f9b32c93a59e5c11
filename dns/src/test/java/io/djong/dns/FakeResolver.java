package io.djong.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/// Another DNS server, by dnsjava's messages, on loopback over UDP and TCP.
public final class FakeResolver implements AutoCloseable {
    /// What the server says.
    @FunctionalInterface
    public interface Script {
        /// @param prepared an answer without records
        /// @return what is sent; null for nothing
        @Nullable
        Message answer(Message prepared);
    }

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Script script;

    public FakeResolver(Script script) throws IOException {
        this.script = script;
        tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort()));
        Thread.ofPlatform().daemon().start(this::datagrams);
        Thread.ofPlatform().daemon().start(this::connections);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort());
    }

    /// What was asked: protocol, name and type's number.
    public List<String> asked() {
        return asked;
    }

    public void script(Script other) {
        script = other;
    }

    private byte @Nullable [] answer(byte[] query, int length, String protocol) throws IOException {
        byte[] exact = java.util.Arrays.copyOf(query, length);
        Message read = new Message(exact);
        asked.add(protocol + " " + read.getQuestion().getName() + " "
                + read.getQuestion().getType());
        Message prepared = new Message(read.getHeader().getID());
        prepared.getHeader().setFlag(Flags.QR);
        prepared.getHeader().setFlag(Flags.RA);
        prepared.addRecord(read.getQuestion(), org.xbill.DNS.Section.QUESTION);
        if (protocol.equals("tcp")) prepared.getHeader().setFlag(Flags.AA);
        Message answer = script.answer(prepared);
        return answer == null ? null : answer.toWire();
    }

    private void datagrams() {
        byte[] buffer = new byte[4096];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                byte[] answer = answer(buffer, packet.getLength(), "udp");
                if (answer != null) udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            asked.add("closed");
        }
    }

    private void connections() {
        while (!tcp.isClosed()) {
            try (Socket socket = tcp.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] query = in.readNBytes(in.readUnsignedShort());
                byte[] answer = answer(query, query.length, "tcp");
                if (answer == null) continue;
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeShort(answer.length);
                out.write(answer);
                out.flush();
            } catch (IOException e) {
                asked.add("broken tcp connection");
            }
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
