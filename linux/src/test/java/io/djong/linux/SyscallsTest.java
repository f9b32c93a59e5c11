package io.djong.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SyscallsTest {
    @Test
    void aRefusalNamesCallPathAndError() {
        assertThatThrownBy(() -> Syscalls.open("/no/such/file", Syscalls.O_RDONLY, 0))
                .isInstanceOf(LinuxException.class)
                .hasMessage("openat /no/such/file: ENOENT")
                .satisfies(
                        e -> assertThat(((LinuxException) e).is(Errno.ENOENT)).isTrue());
    }

    @Test
    void opensAndCloses() throws Exception {
        int fd = Syscalls.open("/dev/null", Syscalls.O_RDWR, 0);
        assertThat(fd).isPositive();
        Syscalls.close(fd);
        assertThatThrownBy(() -> Syscalls.call(Syscall.WRITE, "", fd, 0, 0)).hasMessage("write: EBADF");
    }

    @Test
    void namesErrors() {
        assertThat(Errno.name(40)).isEqualTo("ELOOP");
        assertThat(Errno.name(Errno.ENOTEMPTY)).isEqualTo("ENOTEMPTY");
        assertThat(Errno.name(Errno.EMSGSIZE)).isEqualTo("EMSGSIZE");
        assertThat(Errno.name(Errno.EOPNOTSUPP)).isEqualTo("EOPNOTSUPP");
        assertThat(Errno.name(Errno.ENOBUFS)).isEqualTo("ENOBUFS");
        assertThat(Errno.name(Errno.ETIMEDOUT)).isEqualTo("ETIMEDOUT");
        assertThat(Errno.name(4095)).isEqualTo("errno 4095");
    }
}
