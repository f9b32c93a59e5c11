package io.djong.http.client;

import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.Protocol;
import java.io.InputStream;

/// An answer whose head has arrived. Close it (or read its body to the end), else its connection stays
/// taken.
public final class ClientResponse implements AutoCloseable {
    private final ClientExchange exchange;
    private final ClientExchange.Head head;

    ClientResponse(ClientExchange exchange, ClientExchange.Head head) {
        this.exchange = exchange;
        this.head = head;
    }

    public int status() {
        return head.status();
    }

    public Headers headers() {
        return head.headers();
    }

    public Protocol protocol() {
        return head.protocol();
    }

    /// The body as it arrives; reads block (park) the calling thread and throw [HttpException] (or
    /// `InterruptedIOException`) only. [#close] by another thread ends a read.
    public InputStream body() {
        return exchange.body;
    }

    /// The whole body.
    ///
    /// @throws HttpException.BodyTooLarge when it is longer than the limit; the rest is not read
    public byte[] body(int limitBytes) throws HttpException, InterruptedException {
        return exchange.body.readAll(limitBytes);
    }

    /// Runs the task once when the exchange is over. It must be short and must not block.
    public void onClose(Runnable task) {
        exchange.onClose(task);
    }

    /// Ends the exchange: what has not arrived is not wanted any more. Any thread; idempotent.
    @Override
    public void close() {
        exchange.cancel();
    }
}
