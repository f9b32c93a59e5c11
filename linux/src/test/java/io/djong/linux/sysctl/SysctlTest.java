package io.djong.linux.sysctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysctlTest {
    @TempDir
    Path root;

    @Test
    void readsAndWritesByName() throws Exception {
        Files.createDirectories(root.resolve("net/ipv4/conf/eth0.1"));
        Files.writeString(root.resolve("net/ipv4/ip_forward"), "0\n");
        Files.writeString(root.resolve("net/ipv4/conf/eth0.1/rp_filter"), "2\n");
        Sysctl sysctl = new Sysctl(root);
        sysctl.write("net.ipv4.ip_forward", "1");
        assertThat(sysctl.read("net.ipv4.ip_forward")).contains("1");
        assertThat(sysctl.read("net.ipv4.conf.eth0/1.rp_filter")).contains("2");
        assertThat(sysctl.read("net.none")).isEmpty();
        assertThatThrownBy(() -> sysctl.write("net.none", "1")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> sysctl.read("//.etc.passwd")).isInstanceOf(IllegalArgumentException.class);
    }
}
