package io.djong.http.server;

import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.Protocol;
import io.djong.http.Request;
import io.djong.http.transport.InboundBytes;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;

/// @param target path and query, taken apart
/// @param onCloseDoor where tasks for the end of the exchange go
record ServerRequest(
        String method,
        RequestTarget target,
        String host,
        Headers headers,
        Protocol protocol,
        Peer peer,
        InboundBytes incoming,
        Consumer<Runnable> onCloseDoor)
        implements Request {

    /// Who is at the other end of a connection.
    record Peer(
            InetSocketAddress remote, InetSocketAddress local, boolean secure, List<X509Certificate> certificates) {}

    @Override
    public String rawPath() {
        return target.rawPath();
    }

    @Override
    public String path() {
        return target.path();
    }

    @Override
    public String rawQuery() {
        return target.rawQuery();
    }

    @Override
    public boolean secure() {
        return peer.secure();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return peer.remote();
    }

    @Override
    public InetSocketAddress localAddress() {
        return peer.local();
    }

    @Override
    public List<X509Certificate> peerCertificates() {
        return peer.certificates();
    }

    @Override
    public byte[] body(int limitBytes) throws HttpException, InterruptedException {
        return incoming.readAll(limitBytes);
    }

    @Override
    public InputStream bodyStream() {
        return incoming;
    }

    @Override
    public void onClose(Runnable task) {
        onCloseDoor.accept(task);
    }
}
