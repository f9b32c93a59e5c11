package io.djong.dns.zone;

import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import io.djong.base.sortedmap.Cursor;
import io.djong.base.sortedmap.PersistentSortedMap;
import io.djong.dns.wire.Answer;
import io.djong.dns.wire.DnsName;
import io.djong.dns.wire.RecordType;
import io.djong.dns.wire.ResponseCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The cluster's zone at one moment: every name and its answers. Immutable; a change makes a new one that shares what
/// stayed the same.
///
/// ```java
/// zone = zone.withNamespace("default").withService(key, ServiceRecordsPlan.plan(settings, service, slices));
/// Answer answer = zone.answer(query.name(), query.type());
/// ```
public final class Zone {
    private static final String VERSION = "1.1.0";
    private static final int VERSION_TTL_SECONDS = 28800;
    private static final int SOA_TTL_SECONDS_MAX = 300;

    private final ZoneSettings settings;
    private final PersistentSortedMap<ObjectKey, ServiceRecords> services;
    private final PersistentSortedMap<String, Boolean> namespaces;
    private final PersistentSortedMap<IpAddress, PersistentSortedMap<ObjectKey, ServiceRecords.Pointers>> reverse;
    private final Pods pods;
    private final Apex apex;

    /// The answers that do not depend on services.
    private record Apex(Answer noName, Answer noData, Map<List<String>, NameRecords> names) {
        static Apex of(ZoneSettings settings) {
            DnsName zone = settings.apex();
            DnsName server = DnsName.of("ns.dns." + zone);
            DnsName mailbox = DnsName.of("hostmaster." + zone);
            byte[] data = RecordData.soa(server, mailbox, settings.serial(), settings.negativeTtlSeconds());
            int ttl = Math.min(SOA_TTL_SECONDS_MAX, settings.negativeTtlSeconds());
            List<byte[]> soa = List.of(Answer.record(zone, RecordType.SOA, ttl, data));
            byte[] ns = Answer.record(RecordType.NS, settings.ttlSeconds(), server.toWire());
            byte[] version = Answer.record(RecordType.TXT, VERSION_TTL_SECONDS, RecordData.txt(VERSION));
            List<byte[]> glue = new ArrayList<>();
            for (IpAddress address : settings.nameservers()) {
                glue.add(
                        Answer.record(server, RecordData.addressType(address), settings.ttlSeconds(), address.bytes()));
            }
            NameRecords top = new NameRecords(Map.of(
                    RecordType.SOA, found(soa, List.of()), RecordType.NS, found(List.of(ns), List.copyOf(glue))));
            Map<List<String>, NameRecords> names = Map.of(
                    List.of(),
                    top,
                    List.of("ns", "dns"),
                    addresses(settings.nameservers(), settings.ttlSeconds()),
                    List.of("dns-version"),
                    new NameRecords(Map.of(RecordType.TXT, found(List.of(version), List.of()))));
            return new Apex(nothing(ResponseCode.NXDOMAIN, soa), nothing(ResponseCode.NOERROR, soa), names);
        }

        private static Answer nothing(ResponseCode code, List<byte[]> soa) {
            return new Answer(code, true, List.of(), soa, List.of());
        }
    }

    private Zone(
            ZoneSettings settings,
            Apex apex,
            PersistentSortedMap<ObjectKey, ServiceRecords> services,
            PersistentSortedMap<String, Boolean> namespaces,
            PersistentSortedMap<IpAddress, PersistentSortedMap<ObjectKey, ServiceRecords.Pointers>> reverse,
            Pods pods) {
        this.settings = settings;
        this.apex = apex;
        this.services = services;
        this.namespaces = namespaces;
        this.reverse = reverse;
        this.pods = pods;
    }

    /// A zone without namespaces and services.
    public static Zone empty(ZoneSettings settings) {
        return new Zone(
                settings,
                Apex.of(settings),
                PersistentSortedMap.empty(),
                PersistentSortedMap.empty(),
                PersistentSortedMap.empty(),
                Pods.NONE);
    }

    /// What the zone is besides its services.
    public ZoneSettings settings() {
        return settings;
    }

    /// With a namespace, whose name then exists.
    public Zone withNamespace(String name) {
        return new Zone(settings, apex, services, namespaces.with(name, true), reverse, pods);
    }

    /// Without a namespace: nothing in it has a name any more.
    public Zone withoutNamespace(String name) {
        return new Zone(settings, apex, services, namespaces.without(name), reverse, pods);
    }

    /// With these records in place of those that the Service had.
    ///
    /// @param records null takes the Service away
    public Zone withService(ObjectKey key, @Nullable ServiceRecords records) {
        PersistentSortedMap<IpAddress, PersistentSortedMap<ObjectKey, ServiceRecords.Pointers>> pointers = reverse;
        ServiceRecords before = services.get(key);
        if (before != null) {
            for (IpAddress address : before.pointers().keySet()) {
                var same = pointers.get(address);
                if (same == null) continue;
                var rest = same.without(key);
                pointers = rest.isEmpty() ? pointers.without(address) : pointers.with(address, rest);
            }
        }
        if (records == null) return new Zone(settings, apex, services.without(key), namespaces, pointers, pods);
        for (var entry : records.pointers().entrySet()) {
            var same = pointers.get(entry.getKey());
            if (same == null) same = PersistentSortedMap.empty();
            pointers = pointers.with(entry.getKey(), same.with(key, entry.getValue()));
        }
        return new Zone(settings, apex, services.with(key, records), namespaces, pointers, pods);
    }

    /// With these addresses in place of those that the pod had; asked for in the mode `verified` only.
    ///
    /// @param addresses empty takes the pod away
    public Zone withPod(ObjectKey key, List<IpAddress> addresses) {
        return new Zone(settings, apex, services, namespaces, reverse, pods.with(key, addresses));
    }

    /// What is known of a name.
    ///
    /// @param name any name
    /// @return null when the name is not ours to answer: outside of the zone and of the reverse of what is in it
    public @Nullable Answer answer(DnsName name, int type) {
        if (!name.isIn(settings.apex())) {
            NameRecords pointers = pointers(name);
            return pointers == null ? null : of(pointers, type);
        }
        if (type == RecordType.AXFR || type == RecordType.IXFR) return Answer.of(ResponseCode.REFUSED, true);
        List<String> labels = name.labels();
        List<String> left =
                labels.subList(0, labels.size() - settings.apex().labels().size());
        NameRecords fixed = apex.names().get(left);
        if (fixed != null) return of(fixed, type);
        return switch (left.getLast()) {
            case "svc" -> service(left.subList(0, left.size() - 1), type);
            case "pod" -> pod(left.subList(0, left.size() - 1), type);
            case "dns" -> left.size() == 1 ? apex.noData() : apex.noName();
            default -> apex.noName();
        };
    }

    private Answer of(NameRecords records, int type) {
        Answer answer = records.get(type);
        return answer == null ? apex.noData() : answer;
    }

    private Answer service(List<String> left, int type) {
        int size = left.size();
        if (size == 0) return apex.noData();
        String namespace = left.getLast();
        if (!namespaces.containsKey(namespace)) return apex.noName();
        if (size == 1) return apex.noData();
        ServiceRecords records = services.get(new ObjectKey(namespace, left.get(size - 2)));
        if (records == null) return apex.noName();
        List<String> prefix = left.subList(0, size - 2);
        if (size == 4) prefix = List.of(bare(prefix.get(0)), bare(prefix.get(1)));
        NameRecords found = records.names().get(prefix);
        boolean protocol = size == 3 && prefix.getFirst().startsWith("_");
        if (found == null && protocol && records.names().keySet().stream().anyMatch(under(prefix))) {
            return apex.noData();
        }
        return found == null ? apex.noName() : of(found, type);
    }

    /// Whether a name with a port exists under this protocol (RFC 8020: above a name that exists is a name).
    private static Predicate<List<String>> under(List<String> protocol) {
        return prefix -> prefix.size() == 2 && ("_" + prefix.get(1)).equals(protocol.getFirst());
    }

    private static String bare(String label) {
        return label.startsWith("_") ? label.substring(1) : label;
    }

    /// The address that a name says, if such names exist.
    private Answer pod(List<String> left, int type) {
        if (settings.pods() == PodMode.DISABLED) return apex.noName();
        if (left.isEmpty()) return apex.noData();
        if (left.size() > 2 || !namespaces.containsKey(left.getLast())) return apex.noName();
        if (left.size() == 1) return apex.noData();
        String dashed = left.getFirst();
        boolean v4 = dashed.chars().filter(c -> c == '-').count() == 3 && !dashed.contains("--");
        IpAddress address = IpAddress.parse(dashed.replace('-', v4 ? '.' : ':'));
        if (address == null) return apex.noName();
        if (settings.pods() == PodMode.VERIFIED && !pods.has(left.getLast(), address)) return apex.noName();
        return of(addresses(List.of(address), settings.ttlSeconds()), type);
    }

    private @Nullable NameRecords pointers(DnsName name) {
        IpAddress address = ReverseName.address(name);
        var found = address == null ? null : reverse.get(address);
        if (found == null) return null;
        List<DnsName> targets = new ArrayList<>();
        Cursor<ObjectKey, ServiceRecords.Pointers> each = found.entries();
        while (each.next()) {
            if (each.value().clusterIp()) {
                targets = each.value().targets();
                break;
            }
            targets.addAll(each.value().targets());
        }
        List<byte[]> records = targets.stream()
                .map(target -> Answer.record(RecordType.PTR, settings.ttlSeconds(), target.toWire()))
                .toList();
        return new NameRecords(Map.of(RecordType.PTR, found(records, List.of())));
    }

    private static NameRecords addresses(List<IpAddress> addresses, int ttlSeconds) {
        List<byte[]> v4 = new ArrayList<>();
        List<byte[]> v6 = new ArrayList<>();
        for (IpAddress address : addresses) {
            int type = RecordData.addressType(address);
            (address.v4() ? v4 : v6).add(Answer.record(type, ttlSeconds, address.bytes()));
        }
        if (v6.isEmpty()) return new NameRecords(v4.isEmpty() ? Map.of() : Map.of(RecordType.A, found(v4, List.of())));
        if (v4.isEmpty()) return new NameRecords(Map.of(RecordType.AAAA, found(v6, List.of())));
        return new NameRecords(Map.of(RecordType.A, found(v4, List.of()), RecordType.AAAA, found(v6, List.of())));
    }

    private static Answer found(List<byte[]> records, List<byte[]> extra) {
        return new Answer(ResponseCode.NOERROR, true, List.copyOf(records), List.of(), extra);
    }
}
