package io.djong.kubelet.runtime.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.time.RealEnvironment;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a real server of gRPC's health protocol on loopback.
class HealthCheckTest {
    /// The answer's bytes by the service asked after.
    private static final Map<String, byte[]> ANSWERS =
            Map.of("", new byte[] {8, 1}, "ill", new byte[] {8, 2}, "unsure", new byte[0]);

    private final RealEnvironment environment = RealEnvironment.create();
    private final HealthCheck check = new HealthCheck(environment);
    private Server server;
    private Server other;

    private static Server serve(String service) throws Exception {
        var method = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(service + "/Check")
                .setRequestMarshaller(ByteMarshaller.INSTANCE)
                .setResponseMarshaller(ByteMarshaller.INSTANCE)
                .build();
        var definition = ServerServiceDefinition.builder(service)
                .addMethod(method, ServerCalls.<byte[], byte[]>asyncUnaryCall((request, answer) -> {
                    var name = request.length == 0
                            ? ""
                            : new String(request, 2, request.length - 2, StandardCharsets.UTF_8);
                    if (name.equals("slow")) {
                        return;
                    }
                    var found = ANSWERS.get(name);
                    if (found == null) {
                        answer.onError(Status.NOT_FOUND
                                .withDescription("unknown service")
                                .asRuntimeException());
                        return;
                    }
                    answer.onNext(found);
                    answer.onCompleted();
                }))
                .build();
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(definition)
                .build()
                .start();
    }

    @BeforeEach
    void begin() throws Exception {
        server = serve("grpc.health.v1.Health");
        other = serve("example.Other");
    }

    @AfterEach
    void end() {
        check.close();
        server.shutdownNow();
        other.shutdownNow();
    }

    private String check(int port, String service, Duration timeout) throws Exception {
        return check.check("127.0.0.1", port, "127.0.0.1:" + port, service, timeout);
    }

    @Test
    void saysInUpstreamsWordsWhatIsWrong() throws Exception {
        var ample = Duration.ofSeconds(30);
        int port = server.getPort();
        assertThat(check(port, "", ample)).isEmpty();
        assertThat(check(port, "ill", ample)).isEqualTo("service unhealthy (responded with \"NOT_SERVING\")");
        assertThat(check(port, "unsure", ample)).isEqualTo("service unhealthy (responded with \"UNKNOWN\")");
        assertThat(check(port, "none", ample))
                .isEqualTo("error: health rpc probe failed: rpc error: code = NotFound desc = unknown service");
        assertThat(check(other.getPort(), "", ample))
                .startsWith("error: this server does not implement the grpc health protocol (grpc.health.v1.Health): ");
        assertThat(check(port, "slow", Duration.ofSeconds(2)))
                .isEqualTo("timeout: health rpc did not complete within 2s");
    }

    @Test
    void whoDoesNotListenIsWaitedForUntilTheTimeout() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            port = free.getLocalPort();
        }
        assertThat(check(port, "", Duration.ofSeconds(1)))
                .isEqualTo("timeout: failed to connect service \"127.0.0.1:" + port
                        + "\" within 1s: context deadline exceeded");
    }
}
