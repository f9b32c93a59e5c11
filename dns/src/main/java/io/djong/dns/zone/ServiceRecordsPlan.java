package io.djong.dns.zone;

import io.djong.api.ip.IpAddress;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointPort;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.dns.wire.Answer;
import io.djong.dns.wire.DnsName;
import io.djong.dns.wire.RecordType;
import io.djong.dns.wire.ResponseCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Decides which names and records one Service has. Pure: the same objects give the same records in the same order.
public final class ServiceRecordsPlan {
    private static final String HEADLESS = "None";

    private final ZoneSettings settings;
    private final String suffix;
    private final Map<List<String>, Set<Target>> targets = new LinkedHashMap<>();
    private final Map<IpAddress, ServiceRecords.Pointers> pointers = new TreeMap<>();

    /// An address with its name, and the port that it answers on; -1 when it has none.
    private record Target(DnsName name, IpAddress address, int port) {}

    private ServiceRecordsPlan(ZoneSettings settings, String suffix) {
        this.settings = settings;
        this.suffix = suffix;
    }

    /// The records of a Service with these slices of its own.
    ///
    /// @return null when it has no name at all: headless without ready endpoints, or named as DNS cannot
    public static @Nullable ServiceRecords plan(
            ZoneSettings settings, Service service, Collection<EndpointSlice> slices) {
        String suffix = service.metadata().name() + "." + service.metadata().namespace() + ".svc." + settings.apex();
        DnsName own = DnsName.parse(suffix);
        if (own == null) return null;
        if (service.spec().type().equals("ExternalName")) {
            return externalName(settings, service.spec().externalName());
        }
        ServiceRecordsPlan plan = new ServiceRecordsPlan(settings, suffix);
        boolean headless = service.spec().clusterIP().equals(HEADLESS);
        if (!headless) plan.clusterIps(service, own);
        for (EndpointSlice slice : slices) plan.slice(slice, headless);
        return plan.targets.isEmpty() ? null : plan.records();
    }

    private static @Nullable ServiceRecords externalName(ZoneSettings settings, String externalName) {
        DnsName target = DnsName.parse(externalName);
        if (target == null) return null;
        byte[] record = Answer.record(RecordType.CNAME, settings.ttlSeconds(), target.toWire());
        Answer alias = new Answer(ResponseCode.NOERROR, true, List.of(record), List.of(), List.of());
        Answer follow = new Answer(ResponseCode.NOERROR, true, List.of(record), List.of(), List.of(), target);
        // Nothing else: CoreDNS, too, knows an ExternalName's addresses and its alias only.
        Map<Integer, Answer> byType = Map.of(RecordType.CNAME, alias, RecordType.A, follow, RecordType.AAAA, follow);
        return new ServiceRecords(Map.of(List.of(), new NameRecords(byType)), Map.of());
    }

    private void clusterIps(Service service, DnsName own) {
        List<String> texts = service.spec().clusterIPs();
        for (String text : texts.isEmpty() ? List.of(service.spec().clusterIP()) : texts) {
            IpAddress address = IpAddress.parse(text);
            if (address == null) continue;
            pointers.put(address, new ServiceRecords.Pointers(true, List.of(own)));
            if (service.spec().ports().isEmpty()) add(List.of(), new Target(own, address, -1));
            for (ServicePort port : service.spec().ports()) {
                Target target = new Target(own, address, port.port());
                add(List.of(), target);
                addPort(port.name(), port.protocol(), target);
            }
        }
    }

    private void slice(EndpointSlice slice, boolean headless) {
        for (Endpoint endpoint : slice.endpoints()) {
            Boolean ready = endpoint.conditions().ready();
            if (ready != null && !ready) continue;
            for (String text : endpoint.addresses()) {
                IpAddress address = IpAddress.parse(text);
                if (address == null) continue;
                String hostname = hostname(endpoint, text);
                DnsName name = DnsName.parse(hostname + "." + suffix);
                if (name != null) endpoint(slice, hostname.toLowerCase(Locale.ROOT), name, address, headless);
            }
        }
    }

    private void endpoint(EndpointSlice slice, String hostname, DnsName name, IpAddress address, boolean headless) {
        ServiceRecords.Pointers before = pointers.get(address);
        if (before == null) {
            pointers.put(address, new ServiceRecords.Pointers(false, List.of(name)));
        } else if (!before.clusterIp() && !before.targets().contains(name)) {
            List<DnsName> both = new ArrayList<>(before.targets());
            both.add(name);
            pointers.put(address, new ServiceRecords.Pointers(false, List.copyOf(both)));
        }
        if (slice.ports().isEmpty()) {
            Target target = new Target(name, address, -1);
            add(List.of(hostname), target);
            if (headless) add(List.of(), target);
        }
        for (EndpointPort port : slice.ports()) {
            Integer number = port.port();
            Target target = new Target(name, address, number == null ? -1 : number);
            add(List.of(hostname), target);
            if (!headless) continue;
            add(List.of(), target);
            String portName = port.name();
            String protocol = port.protocol();
            addPort(portName == null ? "" : portName, protocol == null ? "TCP" : protocol, target);
        }
    }

    /// The endpoint's own name, else its address with dashes; a name may not end with one.
    private static String hostname(Endpoint endpoint, String address) {
        String given = endpoint.hostname();
        if (given != null && !given.isEmpty()) return given;
        String dashed = address.replace('.', '-').replace(':', '-');
        return dashed.endsWith("-") ? dashed + "0" : dashed;
    }

    private void addPort(String name, String protocol, Target target) {
        if (!name.isEmpty()) {
            add(List.of(name.toLowerCase(Locale.ROOT), protocol.toLowerCase(Locale.ROOT)), target);
        }
    }

    private void add(List<String> prefix, Target target) {
        targets.computeIfAbsent(prefix, p -> new LinkedHashSet<>()).add(target);
    }

    private ServiceRecords records() {
        Map<List<String>, NameRecords> names = new LinkedHashMap<>();
        targets.forEach((prefix, found) -> names.put(prefix, nameRecords(found)));
        return new ServiceRecords(Map.copyOf(names), Map.copyOf(pointers));
    }

    private NameRecords nameRecords(Set<Target> found) {
        int ttl = settings.ttlSeconds();
        List<IpAddress> addresses =
                found.stream().map(Target::address).distinct().toList();
        Map<Integer, Answer> byType = new TreeMap<>();
        for (int type : List.of(RecordType.A, RecordType.AAAA)) {
            List<byte[]> records = addresses.stream()
                    .filter(a -> RecordData.addressType(a) == type)
                    .map(a -> Answer.record(type, ttl, a.bytes()))
                    .toList();
            if (!records.isEmpty()) byType.put(type, answer(records, List.of()));
        }
        // One per name and port: a name of two families is one target with two addresses.
        record NamedPort(DnsName name, int port) {}
        List<NamedPort> ports = found.stream()
                .filter(t -> t.port() >= 0)
                .map(t -> new NamedPort(t.name(), t.port()))
                .distinct()
                .toList();
        if (!ports.isEmpty()) {
            int weight = 100 / ports.size();
            List<byte[]> records = ports.stream()
                    .map(p -> Answer.record(RecordType.SRV, ttl, RecordData.srv(weight, p.port(), p.name())))
                    .toList();
            record NamedAddress(DnsName name, IpAddress address) {}
            List<byte[]> extra = found.stream()
                    .map(t -> new NamedAddress(t.name(), t.address()))
                    .distinct()
                    .map(t -> Answer.record(
                            t.name(),
                            RecordData.addressType(t.address()),
                            ttl,
                            t.address().bytes()))
                    .toList();
            byType.put(RecordType.SRV, answer(records, extra));
        }
        return new NameRecords(Map.copyOf(byType));
    }

    private static Answer answer(List<byte[]> records, List<byte[]> extra) {
        return new Answer(ResponseCode.NOERROR, true, records, List.of(), extra);
    }
}
