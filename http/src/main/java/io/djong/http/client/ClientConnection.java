package io.djong.http.client;

import io.djong.base.time.Ticker;
import io.djong.http.HttpException;
import io.djong.http.limits.HttpLimits;
import io.djong.http.transport.Command;
import io.djong.http.transport.Wakeups;
import io.netty.channel.Channel;

/// A connection to a server, whatever is spoken on it.
interface ClientConnection {
    Channel channel();

    HttpLimits limits();

    Wakeups wakeups();

    /// How many exchanges may be open at a time at most, as far as is known.
    int exchangesMax();

    /// Whether no new exchange may begin on it: it is closed, or about to be.
    boolean isRetired();

    /// No new exchange begins on it, and it closes when the open ones are over. Any thread.
    void retire();

    /// Which TLS identity and authorities it was made with; see [io.djong.http.tls.ClientContexts.Current].
    long generation();

    /// Carries out a command. On the loop.
    void apply(ClientExchange exchange, Command command);

    /// The reader of an answer has read. On the loop.
    void consumed(ClientExchange exchange, int bytes);

    /// Gives an exchange up. On the loop.
    void cut(ClientExchange exchange, HttpException why);

    /// Looks whether the server still lives. On the loop.
    void check(long nowNanos);

    /// What a connection tells its pool. Any thread.
    interface Owner {
        /// An exchange is over; its place is free.
        void released(ClientConnection connection);

        /// Nothing more begins on it; more exchanges may be possible.
        void changed(ClientConnection connection);
    }

    /// What every connection of a client needs to know.
    record Context(HttpClientConfig config, Ticker ticker, Owner owner, Origin origin, long generation) {}
}
