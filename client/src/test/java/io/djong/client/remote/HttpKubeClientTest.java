package io.djong.client.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.PrometheusText;
import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.client.ApiException;
import io.djong.client.KubeClientContract;
import io.djong.client.RawRequest;
import io.djong.client.fake.FakeKubeClient;
import io.djong.client.informer.Handler;
import io.djong.client.informer.InformerFactory;
import io.djong.http.Request;
import io.djong.http.server.HttpServer;
import io.djong.http.server.HttpServerConfig;
import io.djong.http.tls.ClientTls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HttpKubeClientTest {
    @Nested
    class AsProtobuf extends KubeClientContract {
        @Override
        protected void with(Body body) throws Exception {
            serve(ClientConfig.PROTOBUF, world -> body.run(world.environment, world.client));
        }
    }

    @Nested
    class AsJson extends KubeClientContract {
        @Override
        protected void with(Body body) throws Exception {
            serve(ClientConfig.JSON, world -> body.run(world.environment, world.client));
        }
    }

    private record World(
            Environment environment,
            FakeKubeClient fake,
            FakeApiServer server,
            ClientConfig config,
            HttpKubeClient client,
            MetricRegistry metrics) {}

    private interface Scenario {
        void run(World world) throws Exception;
    }

    private static void serve(String contentType, Scenario body) throws Exception {
        Environment environment = RealEnvironment.create();
        var fake = new FakeKubeClient(environment);
        var handler = new FakeApiServer(environment, fake, CoreV1.CONFIG_MAPS, AppsV1.DEPLOYMENTS);
        var bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = new HttpServer(environment, HttpServerConfig.plain(bind), handler);
        server.start();
        var metrics = new MetricRegistry();
        var config = ClientConfig.of(
                        "http://127.0.0.1:" + server.address().getPort(), ClientTls.DEFAULT, Credentials.NONE)
                .withContentType(contentType)
                .withUserAgent("test/1");
        var failure = new AtomicReference<Throwable>();
        try (var client = new HttpKubeClient(environment, config, metrics)) {
            // Calls belong on virtual threads.
            var world = new World(environment, fake, handler, config, client, metrics);
            environment
                    .threads()
                    .start("test", () -> {
                        try {
                            body.run(world);
                        } catch (Throwable e) {
                            failure.set(e);
                        }
                    })
                    .join();
        } finally {
            server.stop();
        }
        Throwable thrown = failure.get();
        if (thrown instanceof Exception e) throw e;
        if (thrown instanceof Error e) throw e;
    }

    private static ConfigMap map(String name) {
        return ConfigMap.EMPTY.withMetadata(
                ObjectMeta.EMPTY.withNamespace("demo").withName(name));
    }

    private static Request last(World world) {
        Request request = world.server.last;
        if (request == null) throw new AssertionError("no request");
        return request;
    }

    @Test
    void requestSaysWhoAsksAndInWhichForms() throws Exception {
        serve(ClientConfig.PROTOBUF, world -> {
            var config = world.config.withCredentials(Credentials.bearer(() -> "secret")
                    .impersonating("ann", "7", List.of("dev", "ops"), Map.of("example.com/x", List.of("y"))));
            try (var client = new HttpKubeClient(world.environment, config, new MetricRegistry())) {
                client.of(CoreV1.CONFIG_MAPS).create(map("a"));
            }
            var headers = last(world).headers();
            assertThat(headers.first("Authorization")).isEqualTo("Bearer secret");
            assertThat(headers.first("User-Agent")).isEqualTo("test/1");
            assertThat(headers.first("Accept")).isEqualTo("application/vnd.kubernetes.protobuf,application/json");
            assertThat(headers.first("Content-Type")).isEqualTo("application/vnd.kubernetes.protobuf");
            assertThat(headers.first("Impersonate-User")).isEqualTo("ann");
            assertThat(headers.first("Impersonate-Uid")).isEqualTo("7");
            assertThat(headers.all("Impersonate-Group")).containsExactly("dev", "ops");
            assertThat(headers.first("Impersonate-Extra-example.com%2Fx")).isEqualTo("y");
        });
    }

    @Test
    void serverThatIsBusyIsAskedAgainAfterTheTimeItNames() throws Exception {
        serve(ClientConfig.PROTOBUF, world -> {
            world.server.refusals.set(1);
            world.client.of(CoreV1.CONFIG_MAPS).create(map("a"));
            assertThat(world.fake.of(CoreV1.CONFIG_MAPS).get("demo", "a")).isNotNull();
            assertThat(PrometheusText.write(world.metrics))
                    .contains("rest_client_requests_total{code=\"429\"")
                    .contains("rest_client_requests_total{code=\"200\"");
        });
    }

    @Test
    void answerThatIsNoStatusIsDescribedByItsCode() throws Exception {
        serve(ClientConfig.PROTOBUF, world -> {
            var refused = catchThrowableOfType(
                    ApiException.class, () -> world.client.of(CoreV1.SECRETS).get("demo", "a"));
            assertThat(refused.isNotFound()).isTrue();
            assertThat(refused.reason()).isEqualTo("NotFound");
            assertThat(refused.getMessage()).contains("could not find the requested resource");
            assertThat(world.client.raw(RawRequest.get("/nothing")).status()).isEqualTo(404);
        });
    }

    @Test
    void serverThatIsNotThereIsUnreachableAndNothingWasSent() throws Exception {
        serve(ClientConfig.PROTOBUF, world -> {
            var config = ClientConfig.of("http://127.0.0.1:1", ClientTls.DEFAULT, Credentials.NONE);
            try (var client = new HttpKubeClient(world.environment, config, new MetricRegistry())) {
                var failure = catchThrowableOfType(
                        ApiException.Unreachable.class,
                        () -> client.of(CoreV1.CONFIG_MAPS).get("demo", "a"));
                assertThat(failure.sent()).isFalse();
            }
        });
    }

    @Test
    void metadataAloneIsAskedFor() throws Exception {
        serve(ClientConfig.PROTOBUF, world -> {
            world.client.of(CoreV1.CONFIG_MAPS).create(map("a").withData(Map.of("k", "v")));
            var metadata = world.client.metadata(CoreV1.CONFIG_MAPS).get(new ObjectKey("demo", "a"));
            assertThat(metadata.metadata().name()).isEqualTo("a");
            assertThat(last(world).headers().first("Accept"))
                    .startsWith("application/vnd.kubernetes.protobuf;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,");
        });
    }

    @Test
    void informerFollowsByHttpThroughBrokenWatches() throws Exception {
        serve(ClientConfig.PROTOBUF, world -> {
            var informers = new InformerFactory(world.environment, world.client);
            var informer = informers.informer(CoreV1.CONFIG_MAPS);
            var seen = new CountDownLatch(20);
            informer.addHandler(new Handler<>() {
                @Override
                public void added(ConfigMap object, boolean initial) {
                    seen.countDown();
                }

                @Override
                public void updated(ConfigMap before, ConfigMap after) {}

                @Override
                public void deleted(ConfigMap last) {}
            });
            informers.start();
            informers.awaitSynced();
            for (int i = 0; i < 20; i++) {
                world.client.of(CoreV1.CONFIG_MAPS).create(map("m" + i));
                if (i % 7 == 3) world.fake.dropWatches();
            }
            seen.await();
            assertThat(informer.lister().size()).isEqualTo(20);
            informers.stop();
        });
    }
}
