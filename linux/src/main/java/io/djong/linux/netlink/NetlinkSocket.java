package io.djong.linux.netlink;

import io.djong.linux.Errno;
import io.djong.linux.LinuxException;
import io.djong.linux.Syscall;
import io.djong.linux.Syscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A netlink socket: requests with acknowledgement, dumps of many parts, and batches. It belongs to the network
/// namespace in which it was opened, for ever. Safe for use by several threads, one request at a time.
///
/// The kernel does the work of a request while it takes the message, so an answer is there when the send returns; a
/// receive that would wait for longer than [#WAIT_SECONDS] is an error.
public final class NetlinkSocket implements AutoCloseable {
    /// Which part of the kernel to talk to.
    public enum Protocol {
        ROUTE(0),
        NETFILTER(12);

        private final int number;

        Protocol(int number) {
            this.number = number;
        }
    }

    /// The longest wait for an answer.
    public static final int WAIT_SECONDS = 10;

    public static final int NLM_F_REQUEST = 1;
    public static final int NLM_F_ACK = 4;
    public static final int NLM_F_EXCL = 0x200;
    public static final int NLM_F_REPLACE = 0x100;
    public static final int NLM_F_CREATE = 0x400;
    public static final int NLM_F_APPEND = 0x800;
    public static final int NLM_F_DUMP = 0x300;

    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 3 | 02000000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SO_SNDBUF = 7;
    private static final int SOL_NETLINK = 270;
    private static final int NETLINK_CAP_ACK = 10;
    private static final int NETLINK_EXT_ACK = 11;
    private static final int NETLINK_GET_STRICT_CHK = 12;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_TRUNC = 0x20;
    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;
    private static final int NLM_F_DUMP_INTR = 0x10;
    private static final int RECEIVE_BUFFER_BYTES = 8 << 20;
    private static final int DATAGRAM_BYTES = 256 << 10;
    private static final int DUMP_TRIES_MAX = 10;

    private final int fd;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment in;
    private final ReentrantLock turn = new ReentrantLock();
    private int sendBufferBytes = 200_000;
    private int sequence;
    private boolean closed;

    private NetlinkSocket(int fd) {
        this.fd = fd;
        this.in = arena.allocate(DATAGRAM_BYTES, 8);
    }

    /// Opens a socket in the network namespace of the calling thread.
    public static NetlinkSocket open(Protocol protocol) throws LinuxException {
        int fd = (int)
                Syscalls.call(Syscall.SOCKET, "netlink " + protocol, AF_NETLINK, SOCK_RAW_CLOEXEC, protocol.number);
        NetlinkSocket socket = new NetlinkSocket(fd);
        try {
            socket.configure(protocol);
            return socket;
        } catch (LinuxException e) {
            socket.close();
            throw e;
        }
    }

    private void configure(Protocol protocol) throws LinuxException {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment address = local.allocate(12, 4);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_NETLINK);
            Syscalls.call(Syscall.BIND, "netlink " + protocol, fd, address.address(), 12);
            MemorySegment wait = local.allocate(16, 8);
            wait.set(ValueLayout.JAVA_LONG, 0, WAIT_SECONDS);
            Syscalls.call(Syscall.SETSOCKOPT, "SO_RCVTIMEO", fd, SOL_SOCKET, SO_RCVTIMEO, wait.address(), 16);
        }
        option(SOL_NETLINK, NETLINK_EXT_ACK, 1, "NETLINK_EXT_ACK");
        option(SOL_NETLINK, NETLINK_CAP_ACK, 1, "NETLINK_CAP_ACK");
        try {
            option(SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER_BYTES, "SO_RCVBUFFORCE");
            if (protocol == Protocol.ROUTE) {
                option(SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1, "NETLINK_GET_STRICT_CHK");
            }
        } catch (LinuxException e) {
            // an old kernel or no right to it: it works without, only worse
        }
    }

    private void option(int level, int name, int value, String subject) throws LinuxException {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment memory = local.allocate(4, 4);
            memory.set(ValueLayout.JAVA_INT, 0, value);
            Syscalls.call(Syscall.SETSOCKOPT, subject, fd, level, name, memory.address(), 4);
        }
    }

    /// What fills a message after its header.
    @FunctionalInterface
    public interface Body {
        void write(NetlinkWriter to);
    }

    /// Sends one request and waits for its acknowledgement.
    ///
    /// @param subject for the exception, such as `RTM_NEWLINK br0`
    /// @return messages that came before the acknowledgement (for a get: the answer)
    public List<NetlinkMessage> request(int type, int flags, String subject, Body body) throws LinuxException {
        turn.lock();
        try {
            int own = ++sequence;
            NetlinkWriter writer = new NetlinkWriter().begin(type, flags | NLM_F_REQUEST | NLM_F_ACK, own);
            body.write(writer);
            writer.end();
            send(writer, subject);
            return collect(own, subject);
        } finally {
            turn.unlock();
        }
    }

    /// Asks for all objects of a kind. When the kernel says that they changed meanwhile, it is asked again.
    public List<NetlinkMessage> dump(int type, String subject, Body body) throws LinuxException {
        turn.lock();
        try {
            for (int tries = 0; tries < DUMP_TRIES_MAX; tries++) {
                int own = ++sequence;
                NetlinkWriter writer = new NetlinkWriter().begin(type, NLM_F_REQUEST | NLM_F_DUMP, own);
                body.write(writer);
                writer.end();
                send(writer, subject);
                List<NetlinkMessage> found = collect(own, subject);
                if (found.stream().noneMatch(m -> (m.flags() & NLM_F_DUMP_INTR) != 0)) {
                    return found;
                }
            }
            throw new LinuxException(
                    "netlink", subject, Errno.EINTR, "the objects change faster than they can be listed");
        } finally {
            turn.unlock();
        }
    }

    /// Sends many messages in one datagram that the kernel takes or refuses whole (nfnetlink batches). Only
    /// refusals are answered.
    ///
    /// @return refusals in the order of the kernel; empty when all was taken
    public List<Refusal> batch(NetlinkWriter writer, String subject) throws LinuxException {
        turn.lock();
        try {
            writer.end();
            send(writer, subject);
            List<Refusal> refusals = new ArrayList<>();
            while (true) {
                byte[] datagram = receive(MSG_DONTWAIT, subject);
                if (datagram == null) {
                    return refusals;
                }
                for (NetlinkMessage message : split(datagram)) {
                    if (message.type() == NLMSG_ERROR && message.u32(0) != 0) {
                        refusals.add(new Refusal(message.sequence(), -message.u32(0), reason(message)));
                    }
                }
            }
        } finally {
            turn.unlock();
        }
    }

    /// One message of a batch that the kernel did not take.
    ///
    /// @param sequence of the message
    /// @param errno one of [Errno]
    /// @param reason the kernel's words, or ""
    public record Refusal(int sequence, int errno, String reason) {}

    private void send(NetlinkWriter writer, String subject) throws LinuxException {
        int size = writer.sizeBytes();
        if (size * 2 > sendBufferBytes) {
            int wanted = size * 2 + 65536;
            try {
                option(SOL_SOCKET, SO_SNDBUFFORCE, wanted, "SO_SNDBUFFORCE");
            } catch (LinuxException e) {
                option(SOL_SOCKET, SO_SNDBUF, wanted, "SO_SNDBUF");
            }
            sendBufferBytes = wanted;
        }
        try (Arena local = Arena.ofConfined()) {
            MemorySegment out = local.allocate(size, 8);
            MemorySegment.copy(writer.buffer(), 0, out, ValueLayout.JAVA_BYTE, 0, size);
            Syscalls.call(Syscall.SENDTO, subject, fd, out.address(), size, 0, 0, 0);
        }
    }

    private List<NetlinkMessage> collect(int own, String subject) throws LinuxException {
        List<NetlinkMessage> found = new ArrayList<>();
        while (true) {
            byte[] datagram = receive(0, subject);
            if (datagram == null) {
                throw new LinuxException("netlink", subject, Errno.ETIMEDOUT);
            }
            for (NetlinkMessage message : split(datagram)) {
                if (message.sequence() != own) {
                    continue;
                }
                switch (message.type()) {
                    case NLMSG_ERROR -> {
                        int errno = -message.u32(0);
                        if (errno != 0) {
                            throw new LinuxException("netlink", subject, errno, reason(message));
                        }
                        return found;
                    }
                    case NLMSG_DONE -> {
                        int errno = message.payloadBytes() >= 4 ? -message.u32(0) : 0;
                        if (errno > 0) {
                            throw new LinuxException("netlink", subject, errno);
                        }
                        return found;
                    }
                    default -> found.add(message);
                }
            }
        }
    }

    /// The next datagram, or null when there is none.
    private byte @Nullable [] receive(int flags, String subject) throws LinuxException {
        try {
            int length = (int)
                    Syscalls.call(Syscall.RECVFROM, subject, fd, in.address(), DATAGRAM_BYTES, flags | MSG_TRUNC, 0, 0);
            if (length > DATAGRAM_BYTES) {
                throw new LinuxException("recvfrom", subject, Errno.EMSGSIZE);
            }
            byte[] data = new byte[length];
            MemorySegment.copy(in, ValueLayout.JAVA_BYTE, 0, data, 0, length);
            return data;
        } catch (LinuxException e) {
            if (e.is(Errno.EAGAIN)) {
                return null;
            }
            throw e;
        }
    }

    private static List<NetlinkMessage> split(byte[] datagram) {
        List<NetlinkMessage> messages = new ArrayList<>();
        int at = 0;
        while (at + NetlinkWriter.HEADER_BYTES <= datagram.length) {
            NetlinkMessage head = new NetlinkMessage(datagram, at, datagram.length);
            int length = head.u32(-NetlinkWriter.HEADER_BYTES);
            if (length < NetlinkWriter.HEADER_BYTES || at + length > datagram.length) {
                break;
            }
            messages.add(new NetlinkMessage(datagram, at, at + length));
            at += (length + 3) & ~3;
        }
        return messages;
    }

    /// The extended acknowledgement's text; the request's payload is left out of the answer (NETLINK_CAP_ACK).
    private static String reason(NetlinkMessage error) {
        if (error.payloadBytes() <= 20) {
            return "";
        }
        AttributeReader attributes = error.attributes(20);
        while (attributes.next()) {
            if (attributes.type() == 1) {
                return attributes.string();
            }
        }
        return "";
    }

    @Override
    public void close() {
        turn.lock();
        try {
            if (!closed) {
                closed = true;
                Syscalls.close(fd);
                arena.close();
            }
        } finally {
            turn.unlock();
        }
    }
}
