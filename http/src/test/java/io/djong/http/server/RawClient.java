package io.djong.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.djong.http.tls.TestCertificates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/// A client that sends exactly the bytes that a test wants.
final class RawClient implements AutoCloseable {
    private final Socket connection;
    private final Socket socket;
    private final InputStream in;

    /// @param connection what TLS runs over, if it does
    private RawClient(Socket connection, Socket socket) throws IOException {
        this.connection = connection;
        this.socket = socket;
        socket.setSoTimeout(20_000);
        in = socket.getInputStream();
    }

    static RawClient plain(int port) throws IOException {
        var socket = new Socket("localhost", port);
        return new RawClient(socket, socket);
    }

    static RawClient tls(int port, String protocol) throws IOException {
        var factory = TestCertificates.trustingContext().getSocketFactory();
        var connection = new Socket("localhost", port);
        var socket = (SSLSocket) factory.createSocket(connection, "localhost", port, true);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new RawClient(connection, socket);
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /// What comes until this text has come (it is included).
    String until(String text) throws IOException {
        var seen = new StringBuilder();
        while (seen.indexOf(text) < 0) {
            int b = in.read();
            if (b < 0) throw new IOException("ended after: " + seen);
            seen.append((char) b);
        }
        return seen.toString();
    }

    /// What comes until the server closes.
    String rest() throws IOException {
        var all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("reset")) throw e;
        }
        return all.toString(ISO_8859_1);
    }

    byte[] read(int bytes) throws IOException {
        return in.readNBytes(bytes);
    }

    InputStream input() {
        return in;
    }

    /// Ends the connection by a reset, without a word of TLS.
    void abort() throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
