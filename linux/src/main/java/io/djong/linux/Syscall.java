package io.djong.linux;

/// System calls by name, with their numbers on x86-64 and arm64.
public enum Syscall {
    WRITE(1, 64),
    CLOSE(3, 57),
    SOCKET(41, 198),
    SENDTO(44, 206),
    RECVFROM(45, 207),
    BIND(49, 200),
    SETSOCKOPT(54, 208),
    FLOCK(73, 32),
    STATFS(137, 43),
    MOUNT(165, 40),
    UMOUNT2(166, 39),
    OPENAT(257, 56),
    FCHOWNAT(260, 54),
    FCHMODAT(268, 53),
    UNSHARE(272, 97),
    SETNS(308, 268),
    RENAMEAT2(316, 276),
    STATX(332, 291),
    PIDFD_SEND_SIGNAL(424, 424),
    PIDFD_OPEN(434, 434);

    private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");

    private final int x86;
    private final int arm;

    Syscall(int x86, int arm) {
        this.x86 = x86;
        this.arm = arm;
    }

    int number() {
        return ARM ? arm : x86;
    }

    /// As in the manual: `mount`, `umount2`.
    public String callName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
