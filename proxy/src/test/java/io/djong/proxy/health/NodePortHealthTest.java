package io.djong.proxy.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.base.time.RealEnvironment;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class NodePortHealthTest {
    private static final ObjectKey WEB = new ObjectKey("ns", "web");

    @Test
    void answersWhetherThisNodeHasEndpoints() throws Exception {
        AtomicBoolean well = new AtomicBoolean(true);
        NodePortHealth health = new NodePortHealth(RealEnvironment.create(), well::get);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        health.update(Map.of(WEB, new NodePortHealth.Wanted(port, 2)));
        assertThat(get(port))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("x-load-balancing-endpoint-weight: 2")
                .contains("\"localEndpoints\":2")
                .contains("\"service\":{\"name\":\"web\",\"namespace\":\"ns\"}");
        health.update(Map.of(WEB, new NodePortHealth.Wanted(port, 0)));
        assertThat(get(port)).startsWith("HTTP/1.1 503");
        health.update(Map.of(WEB, new NodePortHealth.Wanted(port, 1)));
        well.set(false);
        assertThat(get(port)).startsWith("HTTP/1.1 503").contains("\"serviceProxyHealthy\":false");
        health.close();
        assertThatThrownBy(() -> get(port)).isInstanceOf(ConnectException.class);
    }

    private static String get(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
