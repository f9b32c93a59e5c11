package io.djong.http.transport;

import io.djong.base.time.Environment;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;

/// The few platform threads that move bytes. One set serves all servers and clients of a process.
public final class EventLoops implements AutoCloseable {
    private final EventLoopGroup group;

    private EventLoops(EventLoopGroup group) {
        this.group = group;
    }

    /// @param threads how many; each connection stays on one
    public static EventLoops create(Environment environment, int threads) {
        return new EventLoops(new MultiThreadIoEventLoopGroup(
                threads, environment.threads().platform("http-loop"), NioIoHandler.newFactory()));
    }

    /// For use within this module.
    public EventLoopGroup group() {
        return group;
    }

    /// Closes all connections that are left, and ends the threads; does not wait for them.
    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
