package io.djong.apiserver.resource;

import static io.djong.apiserver.server.VirtualServer.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.Preconditions;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.WriteOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The generic verbs, as promises: each test is one.
final class VerbsTest {
    private static final ObjectKey KEY = new ObjectKey("default", "m");
    private static final String MAP =
            "{\"metadata\":{\"name\":\"m\",\"namespace\":\"default\"},\"data\":{\"a\":\"1\"}}";

    @Test
    void aStaleUpdateIsAConflict() throws Exception {
        maps((server, maps) -> {
            var first = maps.create(object(ConfigMap.TYPE, MAP));
            maps.update(first.withData(Map.of("a", "2")));
            assertThatThrownBy(() -> maps.update(first.withData(Map.of("a", "3"))))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.isConflict()).isTrue());
        });
    }

    @Test
    void anUpdateThatChangesNothingIsNotWritten() throws Exception {
        maps((server, maps) -> {
            var first = maps.create(object(ConfigMap.TYPE, MAP));
            assertThat(maps.update(first).metadata().resourceVersion())
                    .isEqualTo(first.metadata().resourceVersion());
        });
    }

    @Test
    void patchesOfManyWritersAreAllApplied() throws Exception {
        maps((server, maps) -> {
            maps.create(object(ConfigMap.TYPE, MAP));
            var failures = Collections.synchronizedList(new ArrayList<Exception>());
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 20; i++) {
                var body = "{\"data\":{\"k%d\":\"v\"}}".formatted(i).getBytes(UTF_8);
                threads.add(server.environment().threads().start("writer", () -> {
                    try {
                        maps.patch(KEY, PatchType.MERGE, body);
                    } catch (ApiException | InterruptedException e) {
                        failures.add(e);
                    }
                }));
            }
            for (var thread : threads) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            assertThat(maps.get(KEY).data()).hasSize(21);
        });
    }

    @Test
    void aDryRunChangesNothing() throws Exception {
        maps((server, maps) -> {
            var made = maps.create(object(ConfigMap.TYPE, MAP), WriteOptions.DRY_RUN);
            assertThat(made.metadata().uid()).isNotEmpty();
            assertThatThrownBy(() -> maps.get(KEY)).hasMessageContaining("configmaps \"m\" not found");
        });
    }

    @Test
    void nothingIsCreatedWithAVersion() throws Exception {
        maps((server, maps) -> {
            var versioned = object(ConfigMap.TYPE, MAP.replace("\"name\"", "\"resourceVersion\":\"7\",\"name\""));
            assertThatThrownBy(() -> maps.create(versioned))
                    .hasMessageContaining("resourceVersion should not be set on objects to be created");
            var dry = maps.create(versioned, WriteOptions.DRY_RUN);
            assertThat(dry.metadata().resourceVersion()).isEqualTo("7");
        });
    }

    @Test
    void aDeletionKeepsToItsPreconditions() throws Exception {
        maps((server, maps) -> {
            var made = maps.create(object(ConfigMap.TYPE, MAP));
            var wrong = DeleteOptions.EMPTY.withPreconditions(Preconditions.EMPTY.withUid("other"));
            assertThatThrownBy(() -> maps.delete(KEY, wrong))
                    .hasMessageContaining("the UID in the precondition (other) does not match");
            var right = DeleteOptions.EMPTY.withPreconditions(
                    Preconditions.EMPTY.withUid(made.metadata().uid()));
            maps.delete(KEY, right);
            assertThatThrownBy(() -> maps.get(KEY)).hasMessageContaining("not found");
        });
    }

    @Test
    void finalizersHoldAnObjectUntilTheyAreGone() throws Exception {
        maps((server, maps) -> {
            var made =
                    maps.create(object(ConfigMap.TYPE, MAP.replace("\"name\"", "\"finalizers\":[\"a/b\"],\"name\"")));
            maps.delete(KEY, DeleteOptions.EMPTY);
            var leaving = maps.get(KEY);
            assertThat(leaving.metadata().deletionTimestamp()).isNotNull();
            assertThat(leaving.metadata().uid()).isEqualTo(made.metadata().uid());
            maps.update(leaving.withMetadata(leaving.metadata().withFinalizers(List.of())));
            assertThatThrownBy(() -> maps.get(KEY)).hasMessageContaining("not found");
        });
    }

    @Test
    void generatedNamesDiffer() throws Exception {
        maps((server, maps) -> {
            var generated =
                    object(ConfigMap.TYPE, "{\"metadata\":{\"generateName\":\"g-\",\"namespace\":\"default\"}}");
            var one = maps.create(generated).metadata().name();
            var two = maps.create(generated).metadata().name();
            assertThat(one).matches("g-[a-z0-9]{5}").isNotEqualTo(two);
        });
    }

    @Test
    void theGenerationCountsChangesOfTheSpecOnly() throws Exception {
        VirtualServer.run(server -> {
            var deployments = server.admin().of(AppsV1.DEPLOYMENTS);
            var made = deployments.create(object(Deployment.TYPE, """
                    {"metadata":{"name":"m","namespace":"default"},"spec":{"selector":{"matchLabels":{"a":"b"}},
                     "template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}"""));
            var labelled = deployments.patch(
                    KEY, PatchType.MERGE, "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}".getBytes(UTF_8));
            var scaled = deployments.patch(KEY, PatchType.STRATEGIC, "{\"spec\":{\"replicas\":3}}".getBytes(UTF_8));
            var observed =
                    deployments.updateStatus(scaled.withStatus(scaled.status().withObservedGeneration(2L))
                            .withSpec(made.spec()));
            assertThat(made.metadata().generation()).isEqualTo(1);
            assertThat(labelled.metadata().generation()).isEqualTo(1);
            assertThat(scaled.metadata().generation()).isEqualTo(2);
            assertThat(observed.metadata().generation()).isEqualTo(2);
            assertThat(observed.spec().replicas()).isEqualTo(3);
        });
    }

    @Test
    void pagesAreOnePictureWhateverIsWrittenMeanwhile() throws Exception {
        maps((server, maps) -> {
            for (int i = 0; i < 10; i++) {
                maps.create(object(ConfigMap.TYPE, MAP.replace("\"m\"", "\"m" + i + "\"")));
            }
            var names = new ArrayList<String>();
            var page = maps.list(ListQuery.in("default").withPage(3, ""));
            assertThat(page.metadata().remainingItemCount()).isGreaterThanOrEqualTo(7);
            var revision = page.metadata().resourceVersion();
            while (true) {
                page.items().forEach(map -> names.add(map.metadata().name()));
                assertThat(page.metadata().resourceVersion()).isEqualTo(revision);
                if (page.metadata().continue_().isEmpty()) {
                    break;
                }
                maps.delete(new ObjectKey("default", names.getLast()), DeleteOptions.EMPTY);
                maps.create(object(ConfigMap.TYPE, MAP.replace("\"m\"", "\"z" + names.size() + "\"")));
                page = maps.list(
                        ListQuery.in("default").withPage(3, page.metadata().continue_()));
            }
            names.removeIf(name -> !name.startsWith("m"));
            assertThat(names).containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
            assertThat(names).doesNotHaveDuplicates();
        });
    }

    private interface Body {
        void run(VirtualServer server, ResourceClient<ConfigMap> maps) throws Exception;
    }

    private static void maps(Body body) throws Exception {
        VirtualServer.run(server -> body.run(server, server.admin().of(CoreV1.CONFIG_MAPS)));
    }
}
