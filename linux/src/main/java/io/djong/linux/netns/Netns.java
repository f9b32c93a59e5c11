package io.djong.linux.netns;

import io.djong.linux.LinuxException;
import io.djong.linux.Syscall;
import io.djong.linux.Syscalls;
import io.djong.linux.mount.MountTable;
import io.djong.linux.mount.Mounts;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/// Network namespaces that live as files (a mount of `/proc/…/ns/net`), as `ip netns` and container runtimes keep
/// them under `/run/netns`.
///
/// setns(2) changes a thread for ever, so each visit gets a platform thread of its own, which ends afterwards. Only
/// what happens on that thread happens in the namespace; sockets that it opens stay there and can be used anywhere.
/// Threads that it starts are in the namespace, too, carriers of virtual threads among them if it starts or wakes
/// such: a body does neither.
public final class Netns {
    /// Where `ip netns` and container runtimes keep theirs.
    public static final Path FOLDER = Path.of("/run/netns");

    private static final int CLONE_NEWNET = 0x40000000;

    private final ThreadFactory threads;

    /// @param threads makes platform threads (`Threads.platform("netns")`)
    public Netns(ThreadFactory threads) {
        this.threads = threads;
    }

    /// Makes a namespace and keeps it at this path until [#delete].
    ///
    /// @throws FileAlreadyExistsException the path is taken
    /// @throws LinuxException the kernel refuses (EPERM without root)
    public void create(Path path) throws IOException, LinuxException, InterruptedException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("a namespace needs a folder to be in: " + path);
        }
        Files.createDirectories(folder);
        share(folder);
        Files.createFile(path);
        try {
            visit(() -> {
                Syscalls.call(Syscall.UNSHARE, "network namespace", CLONE_NEWNET);
                Mounts.bind(Path.of("/proc/thread-self/ns/net"), path, false);
                return null;
            });
        } catch (LinuxException | IOException | InterruptedException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /// Lets go of the namespace: it ends when nothing else uses it. A path that is not there is fine.
    public void delete(Path path) throws IOException, LinuxException {
        Mounts.unmountAll(path);
        Files.deleteIfExists(path);
    }

    /// Runs the body inside the namespace and waits for it.
    ///
    /// @throws LinuxException from the body, or when the namespace cannot be entered
    /// @throws IOException from the body
    public <T extends @Nullable Object> T run(Path path, Callable<T> body)
            throws IOException, LinuxException, InterruptedException {
        return visit(() -> {
            int fd = Syscalls.open(path.toString(), Syscalls.O_RDONLY, 0);
            try {
                Syscalls.call(Syscall.SETNS, path.toString(), fd, CLONE_NEWNET);
            } finally {
                Syscalls.close(fd);
            }
            return body.call();
        });
    }

    private <T extends @Nullable Object> T visit(Callable<T> body)
            throws IOException, LinuxException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(body);
        Thread thread = threads.newThread(task);
        if (thread.isVirtual()) {
            throw new IllegalArgumentException("a namespace needs a platform thread");
        }
        thread.start();
        try {
            T result = task.get();
            thread.join();
            return result;
        } catch (ExecutionException e) {
            thread.join();
            switch (e.getCause()) {
                case LinuxException cause -> throw cause;
                case IOException cause -> throw cause;
                case InterruptedException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /// The folder becomes a shared mount, so that a namespace taken away here goes from other mount namespaces, too.
    private static void share(Path folder) throws IOException, LinuxException {
        if (!folder.equals(FOLDER)) {
            return;
        }
        MountTable table = MountTable.read();
        if (!table.isMountPoint(folder)) {
            Mounts.bind(folder, folder, true);
        }
        Mounts.propagation(folder, Mounts.Propagation.SHARED, true);
    }
}
