package io.djong.dns.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ResolverFileTest {
    @Test
    void readsServersAndNothingElse() {
        String text = """
                # comment
                search example.com
                nameserver 192.0.2.1
                  nameserver\t2001:db8::1  # the second
                nameserver 192.0.2.1
                nameserver dns.example.com
                options ndots:5
                ;nameserver 192.0.2.9
                nameserver
                """;
        assertThat(ResolverFile.servers(text))
                .containsExactly(new InetSocketAddress("192.0.2.1", 53), new InetSocketAddress("2001:db8::1", 53));
        assertThat(ResolverFile.servers("")).isEmpty();
    }
}
