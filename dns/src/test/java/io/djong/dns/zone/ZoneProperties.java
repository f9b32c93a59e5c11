package io.djong.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointConditions;
import io.djong.api.types.discovery.v1.EndpointPort;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.dns.wire.Answer;
import io.djong.dns.wire.DnsName;
import io.djong.dns.wire.Query;
import io.djong.dns.wire.RecordType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A zone that went through any changes answers as one that is made anew of what is left.
class ZoneProperties {
    private static final ZoneSettings SETTINGS =
            new ZoneSettings(DnsName.of("cluster.local"), 30, 5, 1, List.of(ip("10.43.0.10")), PodMode.VERIFIED);
    private static final int STEPS = 300;
    private static final List<Integer> TYPES =
            List.of(RecordType.A, RecordType.AAAA, RecordType.SRV, RecordType.CNAME, RecordType.PTR, RecordType.TXT);

    private static IpAddress ip(String text) {
        return Objects.requireNonNull(IpAddress.parse(text));
    }

    /// What there is besides the zone.
    private static final class Model {
        final TreeMap<String, Boolean> namespaces = new TreeMap<>();
        final TreeMap<ObjectKey, ServiceRecords> services = new TreeMap<>();
        final TreeMap<ObjectKey, List<IpAddress>> pods = new TreeMap<>();

        Zone zone() {
            Zone zone = Zone.empty(SETTINGS);
            for (String namespace : namespaces.keySet()) zone = zone.withNamespace(namespace);
            for (var service : services.entrySet()) zone = zone.withService(service.getKey(), service.getValue());
            for (var pod : pods.entrySet()) zone = zone.withPod(pod.getKey(), pod.getValue());
            return zone;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void forgetsAndKeepsAsItIsTold(long seed) {
        Random random = new Random(seed);
        Model model = new Model();
        Zone zone = Zone.empty(SETTINGS);
        for (int step = 0; step < STEPS; step++) {
            zone = change(random, model, zone);
            if (step % 10 == 0)
                assertThat(answers(zone)).as("seed %d step %d", seed, step).isEqualTo(answers(model.zone()));
        }
    }

    private static Zone change(Random random, Model model, Zone zone) {
        ObjectKey key = new ObjectKey("ns" + random.nextInt(2), "n" + random.nextInt(4));
        return switch (random.nextInt(6)) {
            case 0 -> {
                boolean there = model.namespaces.remove(key.namespace()) != null;
                if (!there) model.namespaces.put(key.namespace(), true);
                yield there ? zone.withoutNamespace(key.namespace()) : zone.withNamespace(key.namespace());
            }
            case 1 -> {
                model.services.remove(key);
                yield zone.withService(key, null);
            }
            case 2 -> {
                List<IpAddress> addresses = random.nextBoolean() ? List.of() : List.of(pod(random), pod(random));
                if (addresses.isEmpty()) model.pods.remove(key);
                else model.pods.put(key, addresses);
                yield zone.withPod(key, addresses);
            }
            default -> {
                ServiceRecords records =
                        ServiceRecordsPlan.plan(SETTINGS, service(random, key), List.of(slice(random), slice(random)));
                if (records == null) model.services.remove(key);
                else model.services.put(key, records);
                yield zone.withService(key, records);
            }
        };
    }

    private static IpAddress pod(Random random) {
        return ip("10.42.0." + (1 + random.nextInt(5)));
    }

    private static Service service(Random random, ObjectKey key) {
        ServiceSpec spec = switch (random.nextInt(3)) {
            case 0 -> ServiceSpec.EMPTY.withType("ClusterIP").withClusterIP("None");
            case 1 -> ServiceSpec.EMPTY.withType("ExternalName").withExternalName("www.example.org");
            default -> {
                String address = "10.43.0." + (20 + random.nextInt(3));
                yield ServiceSpec.EMPTY
                        .withType("ClusterIP")
                        .withClusterIP(address)
                        .withClusterIPs(List.of(address));
            }
        };
        return Service.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withNamespace(key.namespace()).withName(key.name()))
                .withSpec(spec.withPorts(List.of(
                        ServicePort.EMPTY.withName("p").withProtocol("TCP").withPort(80))));
    }

    private static EndpointSlice slice(Random random) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            boolean ready = random.nextInt(4) > 0;
            Endpoint endpoint = Endpoint.EMPTY
                    .withAddresses(List.of(pod(random).toString()))
                    .withConditions(new EndpointConditions(ready, ready, false));
            endpoints.add(random.nextBoolean() ? endpoint : endpoint.withHostname("host" + random.nextInt(2)));
        }
        return EndpointSlice.EMPTY
                .withAddressType("IPv4")
                .withEndpoints(endpoints)
                .withPorts(List.of(
                        EndpointPort.EMPTY.withName("p").withProtocol("TCP").withPort(8080)));
    }

    /// Every answer to every name that there could be.
    private static List<String> answers(Zone zone) {
        List<String> names = new ArrayList<>(List.of("cluster.local", "svc.cluster.local", "none.cluster.local"));
        for (int i = 1; i < 6; i++) names.add(i + ".0.42.10.in-addr.arpa");
        for (int i = 20; i < 23; i++) names.add(i + ".0.43.10.in-addr.arpa");
        for (String namespace : List.of("ns0", "ns1")) {
            names.add(namespace + ".svc.cluster.local");
            for (int i = 1; i < 6; i++) names.add("10-42-0-" + i + "." + namespace + ".pod.cluster.local");
            for (int n = 0; n < 4; n++) {
                String service = "n" + n + "." + namespace + ".svc.cluster.local";
                names.addAll(List.of(service, "_p._tcp." + service, "_tcp." + service, "host0." + service));
                for (int i = 1; i < 6; i++) names.add("10-42-0-" + i + "." + service);
            }
        }
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            for (int type : TYPES) {
                Query query = Query.of(DnsName.of(name), type);
                Answer answer = zone.answer(query.name(), type);
                lines.add(name + " " + type + " "
                        + (answer == null ? "" : HexFormat.of().formatHex(answer.encode(query, 4096, 0))));
            }
        }
        return lines;
    }
}
