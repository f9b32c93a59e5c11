package io.djong.network;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.linux.LinuxException;
import io.djong.linux.netlink.IpPrefix;
import io.djong.linux.netlink.Link;
import io.djong.linux.netlink.Links;
import io.djong.linux.netlink.Route;
import io.djong.linux.netlink.RouteSocket;
import io.djong.linux.nft.NftBatch;
import io.djong.linux.nft.NftSocket;
import io.djong.linux.nft.NftTable;
import io.djong.linux.sysctl.Sysctl;
import io.djong.network.cni.CniConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The pod network of this node: made by [#apply], taken away by [#remove]. Works on the network namespace in which
/// it was opened; its methods are to be called from a thread of that namespace, one at a time.
public final class NodeNetwork implements AutoCloseable {
    private static final Log LOG = Log.of(NodeNetwork.class);

    private final NodeNetworkFolders folders;
    private final Sysctl sysctl;
    private final RouteSocket routes;
    private final NftSocket nft;
    private final ForeignFirewall firewall;
    private boolean warned;

    private NodeNetwork(NodeNetworkFolders folders, Sysctl sysctl, RouteSocket routes, NftSocket nft) {
        this.folders = folders;
        this.sysctl = sysctl;
        this.routes = routes;
        this.nft = nft;
        this.firewall = new ForeignFirewall(nft);
    }

    /// Opens the doors to the kernel in the calling thread's namespace. Changes nothing.
    public static NodeNetwork open(NodeNetworkFolders folders) throws NetworkException {
        try {
            RouteSocket routes = RouteSocket.open();
            try {
                return new NodeNetwork(folders, Sysctl.system(), routes, NftSocket.open());
            } catch (LinuxException e) {
                routes.close();
                throw e;
            }
        } catch (LinuxException e) {
            throw new NetworkException("cannot talk to the kernel about the pod network", e);
        }
    }

    /// Brings bridge, routes, rules and kernel parameters to what the specification says, then writes the CNI
    /// configuration (which is what makes containerd report its network ready).
    ///
    /// @return how many things had to be changed
    public int apply(NodeNetworkSpec spec) throws NetworkException {
        try {
            NetworkNotes notes = NetworkNotes.read(folders.state());
            for (var nat : PortmapTraces.TABLES) {
                notes.putOnce(nat.note(), Boolean.toString(nft.hasTable(nat.table())));
            }
            notes.put(NetworkNotes.BRIDGE, spec.bridge());
            notes.put(NetworkNotes.CLUSTER_CIDR, spec.clusterCidr().toString());
            notes.put(NetworkNotes.SERVICE_CIDR, spec.serviceCidr().toString());
            loadBridgeFilter();
            List<NetworkStep> steps = NodeNetworkPlan.plan(spec, view(spec));
            for (NetworkStep step : steps) {
                perform(step, notes);
            }
            if (!warned && firewall.closedToNode()) {
                LOG.warning(
                        "A firewall of this machine drops what it has no rule for, also from pods to the node: names and"
                                + " the API answer in pods only if it allows them",
                        LogKey.CIDR.is(spec.clusterCidr()));
                warned = true;
            }
            return steps.size() + (writeCni(spec) ? 1 : 0);
        } catch (IOException | LinuxException e) {
            throw new NetworkException("the pod network of this node could not be set up", e);
        }
    }

    /// What is there now.
    NodeNetworkView view(NodeNetworkSpec spec) throws IOException, LinuxException {
        Map<Integer, String> names = new HashMap<>();
        for (Link link : routes.links().all()) {
            names.put(link.index(), link.name());
        }
        Set<RouteSpec> found = new HashSet<>();
        for (Route route : routes.routes()) {
            RouteSpec known = spec(route, names);
            if (known != null) {
                found.add(known);
            }
        }
        NodeNetworkView.Bridge bridge = null;
        Optional<Link> link = routes.links().byName(spec.bridge());
        if (link.isPresent()) {
            List<Cidr> addresses = routes.addresses(link.get().index()).stream()
                    .map(p -> new Cidr(IpAddress.ofBytes(p.address().getAddress()), p.length()))
                    .toList();
            bridge = new NodeNetworkView.Bridge(link.get().up(), link.get().mtuBytes(), addresses);
        }
        Map<String, String> sysctls = new HashMap<>();
        for (String name : NodeNetworkPlan.sysctls().keySet()) {
            sysctl.read(name).ifPresent(value -> sysctls.put(name, value));
        }
        String redirects = NodeNetworkPlan.redirectsOf(spec.bridge());
        sysctl.read(redirects).ifPresent(value -> sysctls.put(redirects, value));
        String rulesFor = nft.tables().stream()
                .filter(t -> t.family() == NodeNetworkRules.table("").family()
                        && t.name().equals(NodeNetworkRules.TABLE))
                .map(NftTable::comment)
                .findFirst()
                .orElse("");
        return new NodeNetworkView(bridge, found, sysctls, rulesFor, firewall.closed());
    }

    private static @Nullable RouteSpec spec(Route route, Map<Integer, String> names) {
        if (!route.destination().isIpv4()) {
            return null;
        }
        Cidr to = new Cidr(
                IpAddress.ofBytes(route.destination().address().getAddress()),
                route.destination().length());
        InetAddress gateway = route.gateway();
        return switch (route.kind()) {
            case UNREACHABLE -> RouteSpec.unreachable(to, route.metric());
            case UNICAST ->
                gateway == null
                        ? new RouteSpec(
                                to, RouteSpec.Kind.DEVICE, null, names.getOrDefault(route.link(), ""), route.metric())
                        : new RouteSpec(
                                to, RouteSpec.Kind.VIA, IpAddress.ofBytes(gateway.getAddress()), "", route.metric());
            case LOCAL, BROADCAST, BLACKHOLE, PROHIBIT, OTHER -> null;
        };
    }

    private void perform(NetworkStep step, NetworkNotes notes) throws IOException, LinuxException {
        LOG.debug("Network step", LogKey.VALUE.is(step));
        Links links = routes.links();
        switch (step) {
            case NetworkStep.WriteSysctl(var name, var value) -> {
                notes.putOnce(NetworkNotes.SYSCTL + name, sysctl.read(name).orElse(""));
                sysctl.write(name, value);
            }
            case NetworkStep.MakeBridge(var name, var mac) -> links.ensureBridge(name, mac);
            case NetworkStep.SetMtu(var link, var mtu) -> links.setMtu(index(link), mtu);
            case NetworkStep.AddAddress(var link, var address) -> routes.ensureAddress(index(link), prefix(address));
            case NetworkStep.DeleteAddress(var link, var address) -> routes.deleteAddress(index(link), prefix(address));
            case NetworkStep.BringUp(var link) -> links.setUp(index(link));
            case NetworkStep.PutRoute(var route) -> routes.replaceRoute(route(route));
            case NetworkStep.PutRules(var spec) -> nft.commit(NodeNetworkRules.batch(spec));
            case NetworkStep.AllowForwarding(var bridge) -> firewall.open(bridge);
        }
    }

    /// Puts a route in place; for those to other nodes.
    public void putRoute(RouteSpec route) throws NetworkException {
        try {
            routes.replaceRoute(route(route));
        } catch (LinuxException e) {
            throw new NetworkException("the route to " + route.destination() + " could not be made", e);
        }
    }

    /// Takes a route away; one that is not there is fine.
    public void deleteRoute(RouteSpec route) throws NetworkException {
        try {
            routes.deleteRoute(route(route));
        } catch (LinuxException e) {
            throw new NetworkException("the route to " + route.destination() + " could not be taken away", e);
        }
    }

    /// The routes of the machine, as far as they are of the kinds that we make.
    public Set<RouteSpec> routes(NodeNetworkSpec spec) throws NetworkException {
        try {
            return view(spec).routes();
        } catch (IOException | LinuxException e) {
            throw new NetworkException("the routes of this node could not be read", e);
        }
    }

    private Route route(RouteSpec route) throws LinuxException {
        IpPrefix to = prefix(route.destination());
        IpAddress gateway = route.gateway();
        return switch (route.kind()) {
            case DEVICE -> Route.onDevice(to, index(route.device())).withMetric(route.metric());
            case VIA ->
                Route.via(to, inet(java.util.Objects.requireNonNull(gateway)), 0)
                        .withMetric(route.metric());
            case UNREACHABLE -> Route.unreachable(to).withMetric(route.metric());
        };
    }

    private int index(String link) throws LinuxException {
        return routes.links()
                .byName(link)
                .map(Link::index)
                .orElseThrow(() -> new LinuxException("netlink", "device " + link, io.djong.linux.Errno.ENODEV));
    }

    /// Bridged packets are seen by the rules only with this module, which is built in or loaded by name.
    private void loadBridgeFilter() throws IOException {
        if (sysctl.read(NodeNetworkPlan.BRIDGE_CALLS).isPresent()) {
            return;
        }
        Process process = new ProcessBuilder("modprobe", "br_netfilter")
                .redirectErrorStream(true)
                .start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (sysctl.read(NodeNetworkPlan.BRIDGE_CALLS).isEmpty()) {
            throw new IOException(
                    "the kernel module br_netfilter is missing, without which pods cannot reach services on "
                            + "their own node" + (words.isBlank() ? "" : ": " + words.strip()));
        }
    }

    private boolean writeCni(NodeNetworkSpec spec) throws IOException {
        String text = new CniConfiguration(
                        spec.bridge(),
                        spec.podCidr(),
                        spec.mtuBytes(),
                        folders.leases().toString())
                .toJson();
        Path file = folders.cniConfiguration().resolve(CniConfiguration.FILE_NAME);
        if (Files.exists(file) && Files.readString(file, StandardCharsets.UTF_8).equals(text)) {
            return false;
        }
        Files.createDirectories(folders.cniConfiguration());
        Files.createDirectories(folders.leases());
        Path beside = file.resolveSibling("." + CniConfiguration.FILE_NAME + ".new");
        Files.writeString(beside, text, StandardCharsets.UTF_8);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /// Takes everything away that [#apply], the routes to other nodes and the CNI plug-ins have made, and gives the
    /// kernel parameters their earlier values. Fine when there is nothing, or a part of it. Pods must be gone.
    public void remove() throws NetworkException {
        try {
            NetworkNotes notes = NetworkNotes.read(folders.state());
            nft.commit(new NftBatch().deleteTable(NodeNetworkRules.table("")));
            firewall.remove();
            for (var nat : PortmapTraces.TABLES) {
                new PortmapTraces(nft, nat.table()).remove(notes.get(nat.note()).equals("false"));
            }
            removeRoutes(notes);
            String bridge = notes.get(NetworkNotes.BRIDGE);
            if (!bridge.isEmpty()) {
                Optional<Link> link = routes.links().byName(bridge);
                if (link.isPresent()) {
                    routes.links().delete(link.get().index());
                }
            }
            for (var note : notes.all().entrySet()) {
                String name = note.getKey();
                if (name.startsWith(NetworkNotes.SYSCTL) && !note.getValue().isEmpty()) {
                    restore(name.substring(NetworkNotes.SYSCTL.length()), note.getValue());
                }
            }
            Files.deleteIfExists(folders.cniConfiguration().resolve(CniConfiguration.FILE_NAME));
            deleteLeases();
            notes.forget();
        } catch (IOException | LinuxException e) {
            throw new NetworkException("the pod network could not be taken away", e);
        }
    }

    /// Parameters of a device have gone with it.
    private void restore(String name, String value) throws IOException {
        if (sysctl.read(name).isPresent()) {
            sysctl.write(name, value);
        }
    }

    private void removeRoutes(NetworkNotes notes) throws LinuxException {
        for (String key : List.of(NetworkNotes.CLUSTER_CIDR, NetworkNotes.SERVICE_CIDR)) {
            String text = notes.get(key);
            Cidr range = Cidr.parse(text);
            if (range == null) {
                continue;
            }
            for (Route route : routes.routes()) {
                IpAddress to = IpAddress.ofBytes(route.destination().address().getAddress());
                boolean ours = route.kind() == Route.Kind.UNREACHABLE || route.kind() == Route.Kind.UNICAST;
                if (ours && route.destination().length() >= range.prefix() && range.contains(to)) {
                    routes.deleteRoute(route);
                }
            }
        }
    }

    private void deleteLeases() throws IOException {
        Path leases = folders.leases().resolve(CniConfiguration.NETWORK);
        if (!Files.isDirectory(leases)) {
            return;
        }
        try (var files = Files.list(leases)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(leases);
    }

    private static IpPrefix prefix(Cidr cidr) {
        return new IpPrefix(inet(cidr.address()), cidr.prefix());
    }

    private static InetAddress inet(IpAddress address) {
        try {
            return InetAddress.getByAddress(address.bytes());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 bytes", e);
        }
    }

    @Override
    public void close() {
        routes.close();
        nft.close();
    }
}
