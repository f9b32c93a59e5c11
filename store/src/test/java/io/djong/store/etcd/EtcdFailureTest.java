package io.djong.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.base.time.RealEnvironment;
import io.djong.store.Commit;
import io.djong.store.Entry;
import io.djong.store.Expect;
import io.djong.store.KeyRange;
import io.djong.store.Provenance;
import io.djong.store.RecordingSink;
import io.djong.store.Store;
import io.djong.store.StoreException;
import io.djong.store.Write;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that are dead, die, are silent, or want certificates.
final class EtcdFailureTest {
    private static final Duration BRIEF = Duration.ofMillis(1500);

    @TempDir
    Path folder;

    private RealEnvironment env;
    private EtcdServer server;

    @BeforeEach
    void startEtcd() throws Exception {
        env = RealEnvironment.create();
        server = EtcdServer.start(folder.resolve("plain"));
        EtcdStore.open(env, EtcdOptions.of(server.endpoint())).close();
    }

    @AfterEach
    void endEtcd() {
        server.close();
        env.close();
    }

    private static long put(Store store, String key, String value) throws Exception {
        var write = new Write.Put(key, value.getBytes(UTF_8), Expect.any(), null);
        return ((Commit.Done) store.commit(List.of(write), Provenance.NONE)).revision();
    }

    private static URI dead() throws Exception {
        return URI.create("http://127.0.0.1:" + EtcdServer.freePort());
    }

    @Test
    void aDeadServerIsPassedOver() throws Exception {
        try (var store = EtcdStore.open(env, EtcdOptions.of(dead(), server.endpoint(), dead()))) {
            var sink = new RecordingSink();
            store.watch(KeyRange.all(), 0, sink);
            long revision = put(store, "/a", "1");
            assertThat(sink.awaitRevision(revision)).hasSize(1);
        }
    }

    @Test
    void whenNobodyAnswersNothingHasHappened() throws Exception {
        var options = EtcdOptions.of(dead(), dead()).withRequestTimeout(BRIEF);
        assertThatThrownBy(() -> EtcdStore.open(env, options)).isInstanceOf(StoreException.Unavailable.class);
        var store = EtcdStore.open(env, EtcdOptions.of(server.endpoint()).withRequestTimeout(BRIEF));
        server.kill();
        try (store) {
            assertThatThrownBy(() -> store.get("/a")).isInstanceOf(StoreException.Unavailable.class);
        }
    }

    @Test
    void aWatchOutlivesItsServer() throws Exception {
        try (var store = EtcdStore.open(env, EtcdOptions.of(server.endpoint()))) {
            var sink = new RecordingSink();
            store.watch(KeyRange.all(), 0, sink);
            long first = put(store, "/a", "1");
            sink.awaitRevision(first);
            server.crash();
            Entry entry = store.get("/a");
            assertThat(entry).isNotNull();
            long second = put(store, "/a", "2");
            assertThat(sink.awaitRevision(second)).hasSize(2);
        }
    }

    @Test
    void aWireThatIsCutCostsAWatchNothing() throws Exception {
        try (var proxy = new TcpProxy(server.port());
                var far = EtcdStore.open(env, EtcdOptions.of(proxy.endpoint()));
                var near = EtcdStore.open(env, EtcdOptions.of(server.endpoint()))) {
            var sink = new RecordingSink();
            far.watch(KeyRange.all(), 0, sink);
            long last = 0;
            for (int i = 0; i < 20; i++) {
                last = put(near, "/a", "v" + i);
                proxy.cut();
            }
            assertThat(sink.awaitRevision(last)).hasSize(20);
        }
    }

    @Test
    void whoWasAwayDuringACompactionBeginsAgain() throws Exception {
        try (var proxy = new TcpProxy(server.port());
                var near = EtcdStore.open(env, EtcdOptions.of(server.endpoint()))) {
            var far = EtcdStore.open(env, EtcdOptions.of(proxy.endpoint()));
            try (far) {
                var sink = new RecordingSink();
                far.watch(KeyRange.all(), 0, sink);
                sink.awaitRevision(put(near, "/a", "1"));
                proxy.loseAnswers();
                proxy.cut();
                put(near, "/a", "2");
                near.compact(put(near, "/a", "3"));
                proxy.heal();
                assertThat(sink.awaitFailure()).isInstanceOf(StoreException.Compacted.class);
                var range = far.range(KeyRange.all(), 0, 0);
                var again = new RecordingSink();
                far.watch(KeyRange.all(), range.revision() + 1, again);
                long last = put(near, "/a", "4");
                assertThat(again.awaitRevision(last)).hasSize(1);
            }
        }
    }

    @Test
    void anAnswerThatIsLostIsUncertain() throws Exception {
        try (var proxy = new TcpProxy(server.port());
                var store = EtcdStore.open(env, EtcdOptions.of(proxy.endpoint()).withRequestTimeout(BRIEF))) {
            put(store, "/a", "1");
            proxy.loseAnswers();
            assertThatThrownBy(() -> put(store, "/a", "2")).isInstanceOf(StoreException.Uncertain.class);
            proxy.heal();
            Entry entry = store.get("/a");
            assertThat(entry).isNotNull();
        }
    }

    @Test
    void serverAndClientShowTheirCertificates() throws Exception {
        Path tls = Certificates.make(folder.resolve("tls"));
        Path authority = tls.resolve("ca.crt");
        var mine = new EtcdTls(authority, tls.resolve("leaf.crt"), tls.resolve("leaf.key"));
        try (var secure = EtcdServer.startTls(
                folder.resolve("secure"), authority, tls.resolve("leaf.crt"), tls.resolve("leaf.key"))) {
            var options = EtcdOptions.of(secure.endpoint());
            try (var store = EtcdStore.open(env, options.withTls(mine))) {
                long revision = put(store, "/a", "1");
                assertThat(store.revision()).isEqualTo(revision);
            }
            var anonymous = options.withTls(new EtcdTls(authority, null, null)).withRequestTimeout(BRIEF);
            assertThatThrownBy(() -> EtcdStore.open(env, anonymous)).isInstanceOf(StoreException.Unavailable.class);
            var unbelieving = options.withRequestTimeout(BRIEF);
            assertThatThrownBy(() -> EtcdStore.open(env, unbelieving)).isInstanceOf(StoreException.Unavailable.class);
        }
        var missing = new EtcdTls(folder.resolve("nowhere"), null, null);
        assertThatThrownBy(() -> EtcdStore.open(
                        env, EtcdOptions.of(URI.create("https://127.0.0.1:1")).withTls(missing)))
                .isInstanceOf(StoreException.Unavailable.class)
                .hasMessageContaining("the certificates for etcd cannot be used");
    }
}
