package io.djong.apiserver.promises;

import io.djong.apiserver.pipeline.FakeHttp;
import io.djong.apiserver.promises.Recording.Connection;
import io.djong.apiserver.promises.Recording.Listed;
import io.djong.apiserver.promises.Recording.Walk;
import io.djong.apiserver.promises.Recording.Watched;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What readers do in a run.
final class Reads {
    private final Run run;
    private final Reader reader;
    private final Recording recording;

    Reads(Run run, Reader reader, Recording recording) {
        this.run = run;
        this.reader = reader;
        this.recording = recording;
    }

    void lists(Random random) throws Exception {
        while (!run.written()) {
            run.pause(random);
            var sight = sight(random);
            var match = List.of("", "", "NotOlderThan", "Exact").get(random.nextInt(4));
            long acknowledged = run.acknowledged();
            var asked = match.isEmpty() ? List.of("", "0").get(random.nextInt(2)) : past(random, acknowledged);
            if (!match.isEmpty() && asked.isEmpty()) {
                continue;
            }
            var answer = reader.get(
                    sight.path() + "?resourceVersion=" + asked + "&resourceVersionMatch=" + match + sight.query());
            recording
                    .lists()
                    .add(
                            answer.code() == 200
                                    ? new Listed(
                                            sight, asked, match, acknowledged, 200, answer.revision(), answer.things())
                                    : new Listed(sight, asked, match, acknowledged, answer.code(), 0, List.of()));
        }
    }

    private static String past(Random random, long acknowledged) {
        return acknowledged < 2 ? "" : Long.toString(Math.max(1, acknowledged - random.nextInt(150)));
    }

    /// Sometimes with such long pauses that the picture is compacted away.
    void walks(Random random) throws Exception {
        while (!run.written()) {
            var sight = random.nextBoolean() ? new Sight("", "", "") : sight(random);
            boolean slow = random.nextInt(3) == 0;
            var revisions = new ArrayList<Long>();
            var things = new ArrayList<Model.Thing>();
            int expired = -1;
            var token = "";
            do {
                for (int pauses = slow ? 20 : 1; pauses > 0; pauses--) {
                    run.pause(random);
                }
                var answer = reader.get(
                        sight.path() + "?limit=" + (1 + random.nextInt(3)) + "&continue=" + token + sight.query());
                token = answer.next();
                if (answer.code() == 200) {
                    revisions.add(answer.revision());
                    things.addAll(answer.things());
                } else if (answer.code() == 410) {
                    expired = things.size();
                    revisions.clear();
                } else {
                    throw new AssertionError("a page was answered with " + answer);
                }
            } while (!token.isEmpty());
            recording.walks().add(new Walk(sight, revisions, things, expired));
        }
    }

    void watches(Random random) throws Exception {
        while (!run.written()) {
            var sight = sight(random);
            boolean streaming = random.nextBoolean();
            long from = streaming ? -1 : run.acknowledged();
            var connections = new ArrayList<Connection>();
            long seen = from;
            boolean over = from == 0;
            boolean toTheEnd = false;
            while (!over) {
                var http = connect(sight, seen, random);
                // The last connection is open until long after the last write.
                boolean last = run.written();
                var connection = last ? untilTheEnd(http, random) : brokenOff(http, random);
                connections.add(connection);
                seen = Math.max(seen, newest(connection));
                toTheEnd = last && !connection.refused();
                // A streaming list that ends before its initial events do begins anew.
                boolean begun = !streaming || connections.getFirst().initialEnd() >= 0;
                over = toTheEnd || connection.refused() || !begun || random.nextInt(12) == 0;
            }
            if (from != 0) {
                recording.watches().add(new Watched(sight, from, connections, toTheEnd));
            } else {
                run.pause(random);
            }
        }
    }

    /// A connection of some time, of a client that reads or for a while does not.
    private FakeHttp connect(Sight sight, long from, Random random) throws Exception {
        var start = from < 0 ? "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan" : "&resourceVersion=" + from;
        var http = reader.open(sight.path() + "?watch=true&allowWatchBookmarks=true" + start + sight.query());
        boolean lazy = random.nextBoolean();
        for (int pauses = 1 + random.nextInt(8); pauses > 0; pauses--) {
            http.stream().reads(!lazy || random.nextBoolean());
            run.pause(random);
        }
        http.stream().reads(true);
        return http;
    }

    private Connection untilTheEnd(FakeHttp http, Random random) throws Exception {
        for (int pauses = 0; pauses < 200 && http.stream().isOpen(); pauses++) {
            if (newest(Reader.connection(http.stream().text())) >= run.lastChange()) {
                break;
            }
            run.pause(random);
        }
        return ended(http);
    }

    /// The client has read up to somewhere, and comes back later.
    private Connection brokenOff(FakeHttp http, Random random) throws Exception {
        var text = http.stream().text();
        http.stream().close();
        run.pause(random);
        return Reader.connection(text.substring(0, random.nextInt(text.length() + 1)));
    }

    private static Connection ended(FakeHttp http) throws Exception {
        var connection = Reader.connection(http.stream().text());
        http.stream().close();
        return connection;
    }

    private static long newest(Connection connection) {
        long newest = -1;
        for (var told : connection.told()) {
            newest = Math.max(newest, told.revision());
        }
        for (var bookmark : connection.bookmarks()) {
            newest = Math.max(newest, bookmark.revision());
        }
        return newest;
    }

    private static Sight sight(Random random) {
        return new Sight(
                List.of("", "one", "two").get(random.nextInt(3)),
                List.of("", "red", "blue").get(random.nextInt(3)),
                List.of("", "", "", "m1", "m2").get(random.nextInt(5)));
    }
}
