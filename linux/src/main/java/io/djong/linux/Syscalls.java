package io.djong.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/// One native function carries all system calls: libc's `syscall(long, …)`, whose arguments are all the size of a
/// register. So there is one linkage to make at start, whatever is used of it.
///
/// A call that gets EINTR is made again (except close). Calls hold their thread, and on a virtual thread its
/// carrier, until the kernel answers: calls that may wait belong on `Threads.cpu`.
public final class Syscalls {
    /// For paths: relative to the working folder.
    public static final long AT_FDCWD = -100;

    public static final int O_RDONLY = 0;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0100;
    public static final int O_CLOEXEC = 02000000;

    private static final MethodHandle SYSCALL = link();
    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private Syscalls() {}

    @SuppressWarnings("restricted") // the launcher grants native access
    private static MethodHandle link() {
        var j = ValueLayout.JAVA_LONG;
        Linker linker = Linker.nativeLinker();
        MemorySegment symbol = linker.defaultLookup().findOrThrow("syscall");
        return linker.downcallHandle(
                symbol,
                FunctionDescriptor.of(j, j, j, j, j, j, j, j),
                Linker.Option.firstVariadicArg(1),
                Linker.Option.captureCallState("errno"));
    }

    /// Makes the call.
    ///
    /// @param subject what it is about, for the exception: a path, or ""
    /// @return what the kernel returned; never negative
    public static long call(Syscall call, String subject, long... arguments) throws LinuxException {
        long[] a = arguments.length == 6 ? arguments : java.util.Arrays.copyOf(arguments, 6);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            while (true) {
                long result = invoke(state, call.number(), a);
                if (result >= 0) {
                    return result;
                }
                int errno = (int) ERRNO.get(state, 0L);
                if (errno != Errno.EINTR || call == Syscall.CLOSE) {
                    throw new LinuxException(call.callName(), subject, errno);
                }
            }
        }
    }

    private static long invoke(MemorySegment state, long number, long[] a) {
        try {
            return (long) SYSCALL.invokeExact(state, number, a[0], a[1], a[2], a[3], a[4], a[5]);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// A zero-terminated string in native memory.
    public static MemorySegment string(Arena arena, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a path cannot contain a zero byte");
        }
        return arena.allocateFrom(text, StandardCharsets.UTF_8);
    }

    /// Opens a path; the descriptor is the caller's to close.
    public static int open(String path, int flags, int mode) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            return (int)
                    call(Syscall.OPENAT, path, AT_FDCWD, string(arena, path).address(), flags | O_CLOEXEC, mode);
        }
    }

    /// Closes a descriptor; an error of close(2) changes nothing for the caller, so there is none.
    public static void close(int fd) {
        try {
            call(Syscall.CLOSE, "", fd);
        } catch (LinuxException e) {
            // the descriptor is gone in any case
        }
    }
}
