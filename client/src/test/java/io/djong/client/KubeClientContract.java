package io.djong.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.OwnerReference;
import io.djong.api.types.meta.v1.Preconditions;
import io.djong.base.time.Environment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What [KubeClient] promises, checked against an implementation. Uses ConfigMaps and Deployments in namespace
/// `contract`, which exists and has none of them when a test begins.
public abstract class KubeClientContract {
    /// One test, with the client under test.
    public interface Body {
        void run(Environment environment, KubeClient client) throws Exception;
    }

    /// Runs the body with a client of a fresh, empty server.
    protected abstract void with(Body body) throws Exception;

    private static final String NAMESPACE = "contract";

    private static ObjectKey key(String name) {
        return new ObjectKey(NAMESPACE, name);
    }

    private static ConfigMap map(String name) {
        return ConfigMap.EMPTY.withMetadata(
                ObjectMeta.EMPTY.withNamespace(NAMESPACE).withName(name));
    }

    private static ConfigMap labelled(String name, String label, String value) {
        ConfigMap map = map(name);
        return map.withMetadata(map.metadata().withLabels(Map.of(label, value)));
    }

    private static Deployment deployment(String name) {
        Map<String, String> labels = Map.of("app", name);
        Deployment deployment = Deployment.EMPTY.withMetadata(
                ObjectMeta.EMPTY.withNamespace(NAMESPACE).withName(name));
        var container = Container.EMPTY.withName("c").withImage("image");
        PodTemplateSpec template = PodTemplateSpec.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withLabels(labels))
                .withSpec(PodTemplateSpec.EMPTY.spec().withContainers(List.of(container)));
        return deployment.withSpec(deployment
                .spec()
                .withReplicas(3)
                .withSelector(LabelSelector.EMPTY.withMatchLabels(labels))
                .withTemplate(template));
    }

    private interface Call {
        void run() throws Exception;
    }

    private static ApiException refused(Call call) {
        return catchThrowableOfType(ApiException.class, call::run);
    }

    private static <T extends KubeObject> WatchEvent<T> next(WatchStream<T> stream) throws Exception {
        WatchEvent<T> event = stream.next();
        if (event == null) throw new AssertionError("the watch ended");
        return event;
    }

    @Test
    void createdObjectHasWhatTheServerGivesIt() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            ConfigMap created = maps.create(map("a").withData(Map.of("key", "value")));
            assertThat(created.metadata().uid()).isNotEmpty();
            assertThat(created.metadata().resourceVersion()).isNotEmpty();
            assertThat(created.metadata().creationTimestamp())
                    .isBeforeOrEqualTo(environment.clock().instant());
            assertThat(created.data()).containsExactly(Map.entry("key", "value"));
            assertThat(maps.get(key("a"))).isEqualTo(created);
            assertThat(refused(() -> maps.create(map("a"))).isAlreadyExists()).isTrue();
        });
    }

    @Test
    void nameIsGeneratedFromItsPrefix() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            Set<String> names = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                ConfigMap unnamed = map("").withMetadata(
                                ObjectMeta.EMPTY.withNamespace(NAMESPACE).withGenerateName("prefix-"));
                names.add(maps.create(unnamed).metadata().name());
            }
            assertThat(names).hasSize(20).allMatch(name -> name.matches("prefix-[a-z0-9]{5}"));
        });
    }

    @Test
    void missingObjectIsNotFound() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            assertThat(refused(() -> maps.get(key("none"))).isNotFound()).isTrue();
            assertThat(refused(() -> maps.delete(key("none"))).isNotFound()).isTrue();
            assertThat(refused(() -> maps.update(map("none"))).isNotFound()).isTrue();
        });
    }

    @Test
    void updateOfAnOldVersionIsAConflict() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            ConfigMap first = maps.create(map("a"));
            ConfigMap second = maps.update(first.withData(Map.of("n", "2")));
            assertThat(second.metadata().resourceVersion())
                    .isNotEqualTo(first.metadata().resourceVersion());
            assertThat(second.metadata().uid()).isEqualTo(first.metadata().uid());
            assertThat(refused(() -> maps.update(first.withData(Map.of("n", "3"))))
                            .isConflict())
                    .isTrue();
            // Without a version it is what the caller wants, whatever is there.
            maps.update(map("a").withData(Map.of("n", "4")));
            assertThat(maps.get(key("a")).data()).containsEntry("n", "4");
        });
    }

    @Test
    void updateWithoutAChangeKeepsTheVersion() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            ConfigMap created = maps.create(map("a").withData(Map.of("n", "1")));
            assertThat(maps.update(created)).isEqualTo(created);
        });
    }

    @Test
    void statusAndSpecAreWrittenApart() throws Exception {
        with((environment, client) -> {
            var deployments = client.of(AppsV1.DEPLOYMENTS);
            Deployment created = deployments.create(deployment("a"));
            assertThat(created.metadata().generation()).isEqualTo(1);
            Deployment both = created.withSpec(created.spec().withReplicas(7))
                    .withStatus(created.status().withObservedGeneration(9).withReplicas(2));
            Deployment withStatus = deployments.updateStatus(both);
            assertThat(withStatus.status().replicas()).isEqualTo(2);
            assertThat(withStatus.spec().replicas()).isEqualTo(3);
            assertThat(withStatus.metadata().generation()).isEqualTo(1);
            Deployment withSpec = deployments.update(withStatus
                    .withSpec(withStatus.spec().withReplicas(5))
                    .withStatus(withStatus.status().withReplicas(50)));
            assertThat(withSpec.spec().replicas()).isEqualTo(5);
            assertThat(withSpec.status().replicas()).isEqualTo(2);
            assertThat(withSpec.metadata().generation()).isEqualTo(2);
            assertThat(refused(() -> deployments.updateStatus(both)).isConflict())
                    .isTrue();
        });
    }

    @Test
    void deletionRespectsItsPrecondition() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            ConfigMap created = maps.create(map("a"));
            var other = DeleteOptions.EMPTY.withPreconditions(Preconditions.EMPTY.withUid("another"));
            assertThat(refused(() -> maps.delete(key("a"), other)).isConflict()).isTrue();
            var same = DeleteOptions.EMPTY.withPreconditions(
                    Preconditions.EMPTY.withUid(created.metadata().uid()));
            maps.delete(key("a"), same);
            assertThat(refused(() -> maps.get(key("a"))).isNotFound()).isTrue();
        });
    }

    @Test
    void finalizerHoldsADeletedObjectUntilItIsRemoved() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            ConfigMap held = map("a");
            held = held.withMetadata(held.metadata().withFinalizers(List.of("example.com/hold")));
            maps.create(held);
            maps.delete(key("a"));
            ConfigMap marked = maps.get(key("a"));
            assertThat(marked.metadata().deletionTimestamp()).isNotNull();
            maps.update(marked.withMetadata(marked.metadata().withFinalizers(List.of())));
            assertThat(refused(() -> maps.get(key("a"))).isNotFound()).isTrue();
        });
    }

    @Test
    void dryRunStoresNothing() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            maps.create(map("a"), WriteOptions.DRY_RUN);
            assertThat(refused(() -> maps.get(key("a"))).isNotFound()).isTrue();
        });
    }

    @Test
    void listSelectsByNamespaceLabelAndField() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            maps.create(labelled("a", "colour", "red"));
            maps.create(labelled("b", "colour", "blue"));
            maps.create(labelled("c", "colour", "red"));
            assertThat(names(maps.list(ListQuery.in(NAMESPACE)).items())).containsExactly("a", "b", "c");
            assertThat(maps.list(ListQuery.in("elsewhere")).items()).isEmpty();
            assertThat(names(maps.list(ListQuery.in(NAMESPACE).withLabelSelector("colour=red"))
                            .items()))
                    .containsExactly("a", "c");
            assertThat(names(maps.list(ListQuery.in(NAMESPACE).withFieldSelector("metadata.name=b"))
                            .items()))
                    .containsExactly("b");
        });
    }

    private static List<String> names(List<? extends KubeObject> objects) {
        return objects.stream().map(object -> object.metadata().name()).toList();
    }

    @Test
    void pagesContinueWhereTheyEnded() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            for (int i = 0; i < 7; i++) maps.create(map("m" + i));
            List<String> seen = new ArrayList<>();
            String token = "";
            do {
                var page = maps.list(ListQuery.in(NAMESPACE).withPage(3, token));
                assertThat(page.items().size()).isLessThanOrEqualTo(3);
                seen.addAll(names(page.items()));
                token = page.metadata().continue_();
            } while (!token.isEmpty());
            assertThat(seen).containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6");
        });
    }

    @Test
    void watchDeliversEachChangeOnceAndInOrder() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            maps.create(map("before"));
            String from = maps.list(ListQuery.in(NAMESPACE)).metadata().resourceVersion();
            ConfigMap created = maps.create(map("a"));
            try (var stream = maps.watch(ListQuery.in(NAMESPACE).withResourceVersion(from))) {
                ConfigMap changed = maps.update(created.withData(Map.of("n", "1")));
                maps.delete(key("a"));
                assertThat(next(stream)).isEqualTo(new WatchEvent.Added<>(created));
                assertThat(next(stream)).isEqualTo(new WatchEvent.Modified<>(changed));
                var last = next(stream);
                assertThat(last).isInstanceOf(WatchEvent.Deleted.class);
                if (last instanceof WatchEvent.Deleted<ConfigMap>(var object)) {
                    assertThat(object.data()).isEqualTo(changed.data());
                    assertThat(Long.parseLong(object.metadata().resourceVersion()))
                            .isGreaterThan(Long.parseLong(changed.metadata().resourceVersion()));
                }
            }
        });
    }

    @Test
    void watchWithASelectorSeesObjectsComeAndGo() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            String from = maps.list(ListQuery.in(NAMESPACE)).metadata().resourceVersion();
            var query = ListQuery.in(NAMESPACE).withLabelSelector("colour=red").withResourceVersion(from);
            try (var stream = maps.watch(query)) {
                ConfigMap blue = maps.create(labelled("a", "colour", "blue"));
                ConfigMap red = maps.update(blue.withMetadata(blue.metadata().withLabels(Map.of("colour", "red"))));
                ConfigMap gone = maps.update(red.withMetadata(red.metadata().withLabels(Map.of())));
                assertThat(next(stream)).isEqualTo(new WatchEvent.Added<>(red));
                var last = next(stream);
                assertThat(last).isInstanceOf(WatchEvent.Deleted.class);
                if (last instanceof WatchEvent.Deleted<ConfigMap>(var object)) {
                    assertThat(object.metadata().labels()).containsEntry("colour", "red");
                    assertThat(object.metadata().resourceVersion())
                            .isEqualTo(gone.metadata().resourceVersion());
                }
            }
        });
    }

    @Test
    void streamingListBeginsWithWhatExists() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            ConfigMap a = maps.create(map("a"));
            ConfigMap b = maps.create(map("b"));
            try (var stream = maps.watch(ListQuery.in(NAMESPACE).asStreamingList())) {
                Set<WatchEvent<ConfigMap>> initial = new HashSet<>();
                initial.add(next(stream));
                initial.add(next(stream));
                assertThat(initial).containsExactlyInAnyOrder(new WatchEvent.Added<>(a), new WatchEvent.Added<>(b));
                var end = next(stream);
                assertThat(end).isInstanceOf(WatchEvent.Bookmark.class);
                if (end instanceof WatchEvent.Bookmark<ConfigMap>(var version, var isEnd)) {
                    assertThat(isEnd).isTrue();
                    assertThat(Long.parseLong(version))
                            .isGreaterThanOrEqualTo(Long.parseLong(b.metadata().resourceVersion()));
                }
                ConfigMap c = maps.create(map("c"));
                assertThat(next(stream)).isEqualTo(new WatchEvent.Added<>(c));
            }
        });
    }

    @Test
    void closeEndsAWaitingWatch() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            var stream = maps.watch(ListQuery.in(NAMESPACE));
            Thread closer = environment.threads().start("closer", stream::close);
            assertThat(stream.next()).isNull();
            assertThat(stream.next()).isNull();
            closer.join();
        });
    }

    @Test
    void mergePatchChangesWhatItNames() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            maps.create(map("a").withData(Map.of("keep", "1", "drop", "2")));
            ConfigMap patched = maps.patch(
                    key("a"),
                    PatchType.MERGE,
                    "{\"data\":{\"drop\":null,\"new\":\"3\"}}".getBytes(StandardCharsets.UTF_8));
            assertThat(patched.data()).isEqualTo(Map.of("keep", "1", "new", "3"));
        });
    }

    @Test
    void strategicPatchMergesOwnersByUid() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            ConfigMap owned = map("a");
            OwnerReference first = new OwnerReference("v1", "ConfigMap", "x", "uid-x", null, null);
            owned = maps.create(owned.withMetadata(owned.metadata().withOwnerReferences(List.of(first))));
            String add = """
                    {"metadata":{"uid":"%s","ownerReferences":[
                      {"apiVersion":"v1","kind":"ConfigMap","name":"y","uid":"uid-y"}]}}""".formatted(owned.metadata().uid());
            ConfigMap two = maps.patch(key("a"), PatchType.STRATEGIC, add.getBytes(StandardCharsets.UTF_8));
            assertThat(two.metadata().ownerReferences())
                    .extracting(OwnerReference::uid)
                    .containsExactlyInAnyOrder("uid-x", "uid-y");
            String remove = "{\"metadata\":{\"ownerReferences\":[{\"$patch\":\"delete\",\"uid\":\"uid-x\"}]}}";
            ConfigMap one = maps.patch(key("a"), PatchType.STRATEGIC, remove.getBytes(StandardCharsets.UTF_8));
            assertThat(one.metadata().ownerReferences())
                    .extracting(OwnerReference::uid)
                    .containsExactly("uid-y");
            String another = "{\"metadata\":{\"uid\":\"other\",\"labels\":{\"a\":\"b\"}}}";
            assertThat(refused(() ->
                                    maps.patch(key("a"), PatchType.STRATEGIC, another.getBytes(StandardCharsets.UTF_8)))
                            .isConflict())
                    .isTrue();
        });
    }

    @Test
    void collectionIsDeletedByItsSelection() throws Exception {
        with((environment, client) -> {
            var maps = client.of(CoreV1.CONFIG_MAPS);
            maps.create(labelled("a", "colour", "red"));
            maps.create(labelled("b", "colour", "blue"));
            maps.deleteCollection(ListQuery.in(NAMESPACE).withLabelSelector("colour=red"), DeleteOptions.EMPTY);
            assertThat(names(maps.list(ListQuery.in(NAMESPACE)).items())).containsExactly("b");
        });
    }
}
