package io.djong.http.client;

import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.http.HttpException;
import io.djong.http.transport.EventLoops;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An HTTP client. Calls block (park) and are meant for virtual threads; it is safe for use by many.
///
/// A request that the server has certainly not begun to handle is sent again by itself, a few times; so is
/// an idempotent one without a body, when a connection that had been idle turns out to be closed. Redirects
/// are not followed, cookies not kept, contents not decoded. An answer that is not read to its end must be
/// closed.
public final class HttpClient implements AutoCloseable {
    private static final int ATTEMPTS = 4;

    private final Environment environment;
    private final HttpClientConfig config;
    private final Connector connector;
    private final @Nullable EventLoops own;
    private final Map<Origin, OriginPool> pools = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Timer> sweeper = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /// A client with an event loop of its own.
    public HttpClient(Environment environment, HttpClientConfig config) {
        this(environment, config, null);
    }

    /// @param shared the process's event loops; null for one of its own
    public HttpClient(Environment environment, HttpClientConfig config, @Nullable EventLoops shared) {
        this.environment = environment;
        this.config = config;
        var loops = shared == null ? EventLoops.create(environment, 1) : shared;
        own = shared == null ? loops : null;
        connector = new Connector(environment, config, loops);
    }

    /// Sends the request and waits for the head of the answer, whatever its status. An interrupt ends the
    /// exchange.
    ///
    /// @throws HttpException when there is no answer
    public ClientResponse send(ClientRequest request) throws HttpException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            var pool = pool(request.origin());
            var exchange = new ClientExchange(pool.acquire(), request);
            try {
                return new ClientResponse(exchange, exchange(exchange));
            } catch (HttpException.Closed e) {
                boolean again = e.unprocessed() && request.isRepeatable() && attempt < ATTEMPTS;
                if (!again) throw e;
            }
        }
    }

    /// Offers to leave HTTP, on a connection of HTTP/1.1 that is made for it. The request carries
    /// `Connection: Upgrade` and `Upgrade` itself.
    public Upgrade upgrade(ClientRequest request) throws HttpException, InterruptedException {
        if (closed.get()) throw new HttpException.Cancelled("the client was closed");
        var exchange = new ClientExchange(connector.connectAlone(request.origin()), request);
        var head = exchange(exchange);
        var handedOver = head.handedOver();
        return handedOver == null
                ? new Upgrade.Refused(new ClientResponse(exchange, head))
                : new Upgrade.Accepted(head.headers(), handedOver);
    }

    private ClientExchange.Head exchange(ClientExchange exchange) throws HttpException, InterruptedException {
        var request = exchange.request;
        exchange.begin();
        if (request.timeout() != null) {
            var timeout = request.timeout();
            exchange.timer(environment
                    .timers()
                    .once(
                            timeout,
                            () -> exchange.give(new HttpException.TimedOut(request.method() + " " + request.origin()
                                    + request.target() + " took longer than " + timeout))));
        }
        if (request.body() instanceof RequestBody.Streamed streamed) {
            var _ = environment.threads().start("http-request-body", () -> write(streamed, exchange));
        }
        try {
            return exchange.awaitHead();
        } catch (InterruptedException e) {
            exchange.cancel();
            throw e;
        }
    }

    private static void write(RequestBody.Streamed streamed, ClientExchange exchange) {
        try (var out = exchange.blocking()) {
            streamed.source().writeTo(out);
        } catch (IOException | RuntimeException e) {
            exchange.give(new HttpException.Closed("the request's body could not be written", false, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.give(new HttpException.Cancelled("the request's body was interrupted"));
        }
    }

    private OriginPool pool(Origin origin) throws HttpException {
        if (closed.get()) throw new HttpException.Cancelled("the client was closed");
        var pool = pools.get(origin);
        if (pool != null) return pool;
        var made = new OriginPool(connector, origin, config.connectionsPerOriginMax(), config.http2());
        var before = pools.putIfAbsent(origin, made);
        if (before != null) return before;
        if (sweeper.get() == null) {
            var period =
                    config.pingTimeout().compareTo(config.idleTime()) < 0 ? config.pingTimeout() : config.idleTime();
            var timer = environment.timers().every(period.dividedBy(3), this::sweep);
            if (!sweeper.compareAndSet(null, timer) || closed.get()) timer.cancel();
        }
        return made;
    }

    private void sweep() {
        long now = connector.nanos();
        pools.values().forEach(pool -> pool.sweep(now, config.idleTime().toNanos()));
    }

    /// How many connections are open, those that were handed over not counted.
    public int connectionCount() {
        return pools.values().stream().mapToInt(OriginPool::size).sum();
    }

    /// Closes the connections that nobody uses at the moment.
    public void closeIdle() {
        pools.values().forEach(OriginPool::closeIdle);
    }

    /// Closes all connections; what is under way fails. Connections that were handed over stay.
    @Override
    public void close() {
        closed.set(true);
        var timer = sweeper.get();
        if (timer != null) timer.cancel();
        pools.values().forEach(OriginPool::close);
        if (own != null) own.close();
    }
}
