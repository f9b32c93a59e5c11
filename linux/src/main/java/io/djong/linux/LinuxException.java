package io.djong.linux;

import org.jspecify.annotations.Nullable;

/// The kernel refused. The message names the call, what it was about, the error and, where the kernel gave one,
/// its reason: `mount /a on /b: EBUSY`, `netlink RTM_NEWLINK br0: EEXIST`, `nft add rule …: ENOENT`.
public final class LinuxException extends Exception {
    private static final long serialVersionUID = 1;

    private final String call;
    private final String subject;
    private final int errno;

    /// @param call the system call or netlink operation
    /// @param subject the path or the object that it was about; "" when there is none
    /// @param errno one of [Errno]; 0 when the kernel's answer made no sense, and then `reason` says why
    /// @param reason the kernel's own words (extended acknowledgement), or null
    public LinuxException(String call, String subject, int errno, @Nullable String reason) {
        super(call
                + (subject.isEmpty() ? "" : " " + subject)
                + (errno == 0 ? "" : ": " + Errno.name(errno))
                + (reason == null || reason.isEmpty() ? "" : ": " + reason));
        this.call = call;
        this.subject = subject;
        this.errno = errno;
    }

    public LinuxException(String call, String subject, int errno) {
        this(call, subject, errno, null);
    }

    public String call() {
        return call;
    }

    /// The path or object, or "".
    public String subject() {
        return subject;
    }

    /// One of [Errno], or 0.
    public int errno() {
        return errno;
    }

    public boolean is(int wanted) {
        return errno == wanted;
    }
}
