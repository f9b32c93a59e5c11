package io.djong.benchmarks;

import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.benchmarks.ApiPeer.Work;
import io.djong.benchmarks.Load.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the API server costs: its start; creates, gets, merge patches, lists of many pods and events to a thousand
/// watchers; over TLS and HTTP/2, as a user whom RBAC lets, on SQLite with every write synced.
///
/// `ApiBench PATH_OF_DJONG [pods=10000] [rounds=5] [warmups=3] [works=GET,CREATE,…] [cold=no] [peers=none]
/// [beside=PATH_OF_ANOTHER_DJONG] [upstream=PATH_OF_KUBE_APISERVER]`: the paths of Djong are those of
/// `bin/djong` in a
/// distribution; another one beside it tells what a change has brought.
///
/// Cold: each kind of work once, in a process that has just been started. Warm: the servers run beside each other;
/// each kind of work is done by each in turn, first in rounds that are not counted, then in rounds of which the
/// median is given. Beside Djong stand the machine's own etcd alone, a [FixedServer] and, where its path is given,
/// upstream's kube-apiserver with an etcd. The figure is the CPU time of the server's processes an operation, all
/// their threads (compiler and collector too); the clients share the machine.
public final class ApiBench {
    private final Environment environment;
    private final Path command;
    private final Map<String, String> options;
    private final Path folder;

    private ApiBench(Environment environment, Path command, Map<String, String> options) throws IOException {
        this.environment = environment;
        this.command = command;
        this.options = options;
        folder = Files.createTempDirectory("djong-bench");
    }

    public static void main(String[] arguments) throws Exception {
        var options = new LinkedHashMap<String, String>();
        for (int i = 1; i < arguments.length; i++) {
            var parts = arguments[i].split("=", 2);
            options.put(parts[0], parts[1]);
        }
        try (var environment = RealEnvironment.create()) {
            var bench = new ApiBench(environment, Path.of(arguments[0]), options);
            try {
                if (!options.getOrDefault("cold", "yes").equals("no")) bench.cold();
                bench.warm();
            } finally {
                bench.forget();
            }
        }
    }

    private void forget() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    private int number(String name, int otherwise) {
        return Integer.parseInt(options.getOrDefault(name, Integer.toString(otherwise)));
    }

    private Set<Work> works() {
        var wanted = options.get("works");
        var works = EnumSet.allOf(Work.class);
        if (wanted != null) works.removeIf(work -> !List.of(wanted.split(",")).contains(work.name()));
        return works;
    }

    private void cold() throws Exception {
        var place = folder.resolve("cold");
        try (var server = ApiBenchServer.djong(environment, command, place)) {
            started("empty store", server);
            var djong = new KubePeer("djong, cold", server);
            djong.fill(number("pods", 10_000));
            for (var work : works()) print(work, djong, round(work, djong));
            djong.close();
        }
        try (var server = ApiBenchServer.djong(environment, command, place)) {
            started("the store of that run", server);
        }
    }

    private static void started(String what, ApiBenchServer server) throws Exception {
        System.out.printf(
                "ready, %s: %.2f s, %.2f s of CPU, %,d kB resident%n",
                what, server.readySeconds(), server.cpuMicros() / 1e6, server.residentKb());
    }

    private void warm() throws Exception {
        var peers = new ArrayList<ApiPeer>();
        try {
            var djong = new KubePeer("djong", ApiBenchServer.djong(environment, command, folder.resolve("djong")));
            peers.add(djong);
            djong.fill(number("pods", 10_000));
            if (!options.getOrDefault("peers", "").equals("none")) {
                peers.add(new EtcdPeer(environment, folder.resolve("etcd")));
                peers.add(new FixedPeer(environment, folder.resolve("fixed"), djong));
            }
            var other = options.get("beside");
            if (other != null) {
                var server = ApiBenchServer.djong(environment, Path.of(other), folder.resolve("other"));
                var peer = new KubePeer("other djong", server);
                peers.add(peer);
                peer.fill(number("pods", 10_000));
            }
            var upstream = options.get("upstream");
            if (upstream != null) {
                var server = ApiBenchServer.upstream(environment, Path.of(upstream), folder.resolve("upstream"));
                var peer = new KubePeer("upstream", server);
                peers.add(peer);
                peer.fill(number("pods", 10_000));
            }
            for (var work : works()) compare(work, peers);
        } finally {
            for (var peer : peers) peer.close();
        }
    }

    private void compare(Work work, List<ApiPeer> peers) throws Exception {
        int warmUps = number("warmups", 3);
        var samples = new LinkedHashMap<ApiPeer, List<Sample>>();
        for (int i = 0; i < warmUps + number("rounds", 5); i++) {
            for (var peer : peers) {
                if (peer.operation(work) == null) continue;
                var sample = round(work, peer);
                if (i >= warmUps)
                    samples.computeIfAbsent(peer, _ -> new ArrayList<>()).add(sample);
            }
        }
        samples.forEach((peer, rounds) -> print(work, peer, Sample.median(rounds)));
    }

    private static Sample round(Work work, ApiPeer peer) throws Exception {
        var operation = peer.operation(work);
        if (operation == null) throw new IllegalArgumentException(peer.title() + " does not do " + work);
        return Load.round(peer, work.workers, work.count, operation);
    }

    private static void print(Work work, ApiPeer peer, Sample sample) {
        int weight = peer.weight(work);
        System.out.printf(
                "%-42s %-12s %,10.1f us of server CPU each (%,.1f of it compiling), %,9.0f/s, p50 %7.2f ms, p99 %7.2f ms, %.0f failed%n",
                work.title,
                peer.title(),
                sample.cpuMicros() / weight,
                sample.compilerMicros() / weight,
                sample.perSecond() * weight,
                sample.p50Millis(),
                sample.p99Millis(),
                sample.failed());
    }
}
