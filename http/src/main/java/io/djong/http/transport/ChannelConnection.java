package io.djong.http.transport;

import io.djong.http.HttpException;
import io.djong.http.RawConnection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A channel that carries plain bytes. It is the last handler of its pipeline once [#attach] has put it
/// there. For use within this module.
public final class ChannelConnection extends ChannelInboundHandlerAdapter implements RawConnection {
    /// How much waits unread, or unsent, before the other side has to wait.
    private static final int WINDOW_BYTES = 256 * 1024;

    private static final long LINGER_MILLIS = 500;

    private final Channel channel;
    private final InetSocketAddress remote;
    private final InboundBytes input = new InboundBytes(this::consumed, null);
    private final OutputStream output = new Output();
    private final Callbacks closed = new Callbacks();
    private final Callbacks room = new Callbacks();
    private final AtomicLong unsent = new AtomicLong();
    private final AtomicBoolean outputClosed = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean gone;
    private volatile boolean paused;
    private boolean inputEnded;
    private boolean outputShut;

    public ChannelConnection(Channel channel) {
        this.channel = channel;
        this.remote = channel.remoteAddress() instanceof InetSocketAddress inet
                ? inet
                : InetSocketAddress.createUnresolved("unknown", 0);
    }

    /// Takes its place at the end of the pipeline. On the event loop.
    public void attach() {
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.pipeline().addLast(this);
        if (!channel.isActive()) lost();
        channel.config().setAutoRead(true);
    }

    /// Gives its place to other handlers, which get what was not read yet. Any thread; returns when that is
    /// done, and nothing of this connection may be used afterwards.
    public void replaceBy(ChannelHandler... handlers) throws InterruptedException {
        var replaced = new CountDownLatch(1);
        channel.eventLoop().execute(() -> {
            var pipeline = channel.pipeline();
            pipeline.addLast(handlers);
            boolean attached = pipeline.context(this) != null;
            if (attached) pipeline.remove(this);
            var first = pipeline.context(handlers[0]);
            byte[] bytes;
            while (first != null && (bytes = input.takeChunk()) != null) feed(first, Unpooled.wrappedBuffer(bytes));
            paused = false;
            channel.config().setAutoRead(true);
            if (inputEnded || !channel.isActive()) channel.close();
            replaced.countDown();
        });
        replaced.await();
    }

    private static void feed(ChannelHandlerContext first, ByteBuf bytes) {
        try {
            ((ChannelInboundHandler) first.handler()).channelRead(first, bytes);
        } catch (Exception e) {
            first.fireExceptionCaught(e);
        }
    }

    /// The channel is gone, or will never be attached.
    public void lost() {
        if (gone) return;
        gone = true;
        input.fail(new HttpException.Closed("the connection was closed"));
        room.happen();
        closed.happen();
    }

    public Channel channel() {
        return channel;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof ByteBuf bytes) {
                input.offer(bytes);
                if (input.unread() > WINDOW_BYTES) pause();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void pause() {
        paused = true;
        channel.config().setAutoRead(false);
        if (input.unread() <= WINDOW_BYTES / 2) resume();
    }

    private void consumed(int bytes) {
        if (paused && input.unread() <= WINDOW_BYTES / 2) channel.eventLoop().execute(this::resume);
    }

    private void resume() {
        if (!paused) return;
        paused = false;
        channel.config().setAutoRead(true);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) inputEnded();
        context.fireUserEventTriggered(event);
    }

    private void inputEnded() {
        inputEnded = true;
        input.end();
        if (outputShut) channel.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public void closeOutput() {
        if (!outputClosed.compareAndSet(false, true)) return;
        channel.eventLoop()
                .execute(() -> channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> shutdownOutput()));
    }

    private void shutdownOutput() {
        outputShut = true;
        boolean tls = channel.pipeline().get(SslHandler.class) != null;
        if (!inputEnded && !tls && channel.isActive() && channel instanceof SocketChannel socket) {
            socket.shutdownOutput();
        } else {
            channel.close();
        }
    }

    @Override
    public void close() {
        outputClosed.set(true);
        input.discard();
        if (gone || !closing.compareAndSet(false, true)) return;
        channel.eventLoop()
                .execute(() -> channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> linger()));
    }

    /// A peer that is still sending would lose what it has not read yet, if the connection were closed
    /// under it.
    private void linger() {
        if (inputEnded || !channel.isActive()) {
            channel.close();
            return;
        }
        outputShut = true;
        channel.config().setAutoRead(true);
        var tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else if (channel instanceof SocketChannel socket) {
            socket.shutdownOutput();
        }
        var _ = channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onClose(Runnable task) {
        closed.add(task);
    }

    @Override
    public boolean isOpen() {
        return !gone && !(outputClosed.get() && inputEnded);
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remote;
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) return;
            requireOpen();
            unsent.addAndGet(length);
            channel.writeAndFlush(Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, offset, offset + length)))
                    .addListener(_ -> sent(length));
            awaitRoom();
        }

        private void requireOpen() throws HttpException {
            if (gone || outputClosed.get()) throw new HttpException.Closed("the connection was closed");
        }

        private void sent(int length) {
            if (unsent.addAndGet(-length) <= WINDOW_BYTES) room.runWaiting();
        }

        private void awaitRoom() throws IOException {
            var self = Thread.currentThread();
            while (unsent.get() > WINDOW_BYTES && !gone) {
                room.add(() -> LockSupport.unpark(self));
                if (unsent.get() <= WINDOW_BYTES) break;
                LockSupport.park(this);
                if (self.isInterrupted()) throw new InterruptedIOException("interrupted while the peer was reading");
            }
        }

        @Override
        public void close() {
            closeOutput();
        }
    }
}
