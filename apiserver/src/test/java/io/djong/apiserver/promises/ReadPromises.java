package io.djong.apiserver.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.apiserver.promises.Recording.Connection;
import io.djong.apiserver.promises.Recording.Watched;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The promises of lists and watches under concurrent writes and compaction, on any store.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReadPromises {
    private @Nullable Recording recording;
    private @Nullable Model model;

    /// One recorded run.
    abstract Recording recorded() throws Exception;

    @BeforeAll
    void record() throws Exception {
        recording = recorded();
        model = new Model(recording.changes());
        assertThat(recording.changes()).hasSizeGreaterThan(150);
        assertThat(recording.watches()).isNotEmpty();
        assertThat(recording.walks()).isNotEmpty();
        assertThat(recording.lists()).isNotEmpty();
    }

    private Recording seen() {
        return Objects.requireNonNull(recording);
    }

    private Model truth() {
        return Objects.requireNonNull(model);
    }

    @Test
    void ordered() {
        for (var watched : seen().watches()) {
            assertThat(live(watched)).extracting(Model.Told::revision).isSorted();
        }
    }

    @Test
    void unique() {
        for (var watched : seen().watches()) {
            assertThat(new HashSet<>(live(watched))).hasSameSizeAs(live(watched));
        }
    }

    /// A list is one state of the store, whole: never half of a change, never older than what was acknowledged.
    @Test
    void atomic() {
        for (var listed : seen().lists()) {
            if (listed.code() != 200) {
                continue;
            }
            assertThat(listed.things())
                    .as("%s", listed)
                    .containsExactlyElementsOf(
                            truth().state(listed.revision(), listed.sight()).values());
            switch (listed.match()) {
                case "Exact" -> assertThat(listed.revision()).isEqualTo(Long.parseLong(listed.asked()));
                case "NotOlderThan" ->
                    assertThat(listed.revision()).isGreaterThanOrEqualTo(Long.parseLong(listed.asked()));
                default ->
                    assertThat(listed.revision())
                            .isGreaterThanOrEqualTo(listed.asked().isEmpty() ? listed.acknowledged() : 0);
            }
        }
    }

    /// What is compacted is refused, and nothing else is.
    @Test
    void refusedOnlyWhenForgotten() {
        assertThat(seen().lists()).extracting(Recording.Listed::code).containsOnly(200, 410);
        assertThat(seen().lists())
                .filteredOn(listed -> listed.code() == 410)
                .isNotEmpty()
                .extracting(Recording.Listed::match)
                .containsOnly("Exact");
    }

    /// Nothing is missing between the begin of a watch and the last that it was told of.
    @Test
    void reliable() {
        for (var watched : seen().watches()) {
            if (begun(watched)) {
                long end = watched.toTheEnd() ? truth().lastRevision() : newest(watched);
                assertThat(live(watched))
                        .as("%s", watched)
                        .isEqualTo(truth().told(start(watched), end, watched.sight()));
            }
        }
    }

    @Test
    void resumable() {
        assertThat(seen().watches())
                .filteredOn(watched -> watched.connections().size() > 2 && begun(watched))
                .isNotEmpty()
                .allSatisfy(watched -> assertThat(live(watched))
                        .isEqualTo(truth().told(start(watched), newest(watched), watched.sight())));
    }

    /// When a bookmark comes, everything up to its revision has been told, and nothing older comes after it.
    @Test
    void bookmarkable() {
        for (var watched : seen().watches()) {
            for (var connection : watched.connections()) {
                for (var bookmark : connection.bookmarks()) {
                    var before = connection.told().subList(0, bookmark.after());
                    var after = connection
                            .told()
                            .subList(bookmark.after(), connection.told().size());
                    assertThat(before)
                            .allSatisfy(told -> assertThat(told.revision()).isLessThanOrEqualTo(bookmark.revision()));
                    assertThat(after)
                            .allSatisfy(told -> assertThat(told.revision()).isGreaterThan(bookmark.revision()));
                }
                assertThat(connection.bookmarks())
                        .extracting(Recording.Bookmark::revision)
                        .isSorted();
            }
        }
    }

    /// A streaming list tells the state at the revision of the bookmark that ends it.
    @Test
    void aStreamingListIsOneState() {
        for (var watched : seen().watches()) {
            if (watched.from() >= 0 || !begun(watched)) {
                continue;
            }
            var first = watched.connections().getFirst();
            var told = new TreeMap<String, Long>();
            for (var event : first.told().subList(0, first.initialEnd())) {
                if (event.type().equals("DELETED")) {
                    told.remove(event.key());
                } else {
                    told.put(event.key(), event.revision());
                }
            }
            var state = new TreeMap<String, Long>();
            truth().state(start(watched), watched.sight()).forEach((key, thing) -> state.put(key, thing.revision()));
            assertThat(told).isEqualTo(state);
        }
    }

    /// Selectors and namespaces turn changes into what they look like from there.
    @Test
    void filtered() {
        assertThat(seen().watches())
                .filteredOn(
                        watched -> begun(watched) && !watched.sight().colour().isEmpty())
                .isNotEmpty()
                .allSatisfy(watched -> assertThat(live(watched))
                        .isEqualTo(truth().told(start(watched), newest(watched), watched.sight())));
    }

    /// All pages show one state; what follows a compaction goes on behind the last page, from now.
    @Test
    void paged() {
        for (var walk : seen().walks()) {
            assertThat(new HashSet<>(walk.revisions())).as("%s", walk).hasSizeLessThanOrEqualTo(1);
            assertThat(walk.things()).extracting(Model.Thing::key).isSorted().doesNotHaveDuplicates();
            if (walk.expired() < 0 && !walk.revisions().isEmpty()) {
                assertThat(walk.things())
                        .containsExactlyElementsOf(
                                truth().state(walk.revisions().getFirst(), walk.sight())
                                        .values());
            }
        }
        assertThat(seen().walks())
                .anyMatch(walk -> walk.expired() >= 0 && !walk.revisions().isEmpty());
        assertThat(seen().walks())
                .anyMatch(walk -> walk.expired() < 0 && walk.revisions().size() > 2);
    }

    private static boolean begun(Watched watched) {
        return watched.from() >= 0 || watched.connections().getFirst().initialEnd() >= 0;
    }

    /// The revision after which every change has to be told.
    private static long start(Watched watched) {
        if (watched.from() >= 0) {
            return watched.from();
        }
        return watched.connections().getFirst().bookmarks().stream()
                .filter(Recording.Bookmark::initialEnd)
                .findFirst()
                .orElseThrow()
                .revision();
    }

    /// What was told of changes, through all connections.
    private static List<Model.Told> live(Watched watched) {
        var all = new ArrayList<Model.Told>();
        boolean initial = watched.from() < 0;
        for (var connection : watched.connections()) {
            var told = connection.told();
            int skipped = initial ? connection.initialEnd() < 0 ? told.size() : connection.initialEnd() : 0;
            all.addAll(told.subList(skipped, told.size()));
            initial = false;
        }
        return all;
    }

    private static long newest(Watched watched) {
        long newest = watched.from();
        for (Connection connection : watched.connections()) {
            for (var told : connection.told()) {
                newest = Math.max(newest, told.revision());
            }
            for (var bookmark : connection.bookmarks()) {
                newest = Math.max(newest, bookmark.revision());
            }
        }
        return newest;
    }
}
