package io.djong.network;

import io.djong.api.ip.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What to do to a node's network. Pure.
///
/// The rules come before the routes, so that there is no moment in which a packet for the service range has a way
/// out; the bridge comes up last.
final class NodeNetworkPlan {
    /// Behind every route with a smaller number, so that parts of the range that have a home win even when that
    /// home is the whole range.
    static final int UNREACHABLE_METRIC = 10_000;

    static final String IP_FORWARD = "net.ipv4.ip_forward";
    static final String BRIDGE_CALLS = "net.bridge.bridge-nf-call-iptables";

    static final String ALL_REDIRECTS = redirectsOf("all");

    private NodeNetworkPlan() {}

    /// Kernel parameters and the values they need: forwarding; bridged packets seen by the rules (else a pod
    /// that asks a service on its own node gets answers that nobody translated back); no ICMP redirects, which
    /// would tell pods a shorter way to a service's address than through its translation, and whose rate limit
    /// swallows the "port unreachable" of a refused connection. The bridge's own follow when it is there.
    static Map<String, String> sysctls() {
        return new TreeMap<>(Map.of(IP_FORWARD, "1", BRIDGE_CALLS, "1", ALL_REDIRECTS, "0"));
    }

    /// Sending redirects is on when the parameter of all devices or that of the device says so.
    static String redirectsOf(String device) {
        return "net.ipv4.conf." + device.replace('.', '/') + ".send_redirects";
    }

    static List<NetworkStep> plan(NodeNetworkSpec spec, NodeNetworkView view) {
        List<NetworkStep> steps = new ArrayList<>();
        sysctls().forEach((name, value) -> {
            if (!value.equals(view.sysctls().get(name))) {
                steps.add(new NetworkStep.WriteSysctl(name, value));
            }
        });
        if (!view.rulesFor().equals(purpose(spec))) {
            steps.add(new NetworkStep.PutRules(spec));
        }
        if (view.forbidden()) {
            steps.add(new NetworkStep.AllowForwarding(spec.bridge()));
        }
        NodeNetworkView.Bridge bridge = view.bridge();
        if (bridge == null) {
            steps.add(new NetworkStep.MakeBridge(spec.bridge(), spec.mac()));
            bridge = new NodeNetworkView.Bridge(false, 0, List.of());
        }
        if (!"0".equals(view.sysctls().get(redirectsOf(spec.bridge())))) {
            steps.add(new NetworkStep.WriteSysctl(redirectsOf(spec.bridge()), "0"));
        }
        if (spec.mtuBytes() != 0 && bridge.mtuBytes() != spec.mtuBytes()) {
            steps.add(new NetworkStep.SetMtu(spec.bridge(), spec.mtuBytes()));
        }
        Cidr address = new Cidr(spec.gateway(), spec.podCidr().prefix());
        for (Cidr other : bridge.addresses()) {
            if (!other.equals(address) && other.address().v4()) {
                steps.add(new NetworkStep.DeleteAddress(spec.bridge(), other));
            }
        }
        if (!bridge.addresses().contains(address)) {
            steps.add(new NetworkStep.AddAddress(spec.bridge(), address));
        }
        if (!bridge.up()) {
            steps.add(new NetworkStep.BringUp(spec.bridge()));
        }
        for (RouteSpec route : routes(spec)) {
            if (!view.routes().contains(route)) {
                steps.add(new NetworkStep.PutRoute(route));
            }
        }
        return steps;
    }

    /// The routes that do not depend on other nodes.
    static List<RouteSpec> routes(NodeNetworkSpec spec) {
        return List.of(
                RouteSpec.unreachable(spec.clusterCidr(), UNREACHABLE_METRIC),
                RouteSpec.device(spec.serviceCidr(), spec.bridge()));
    }

    /// What our table's comment says, so that rules for other ranges are recognised and made anew.
    static String purpose(NodeNetworkSpec spec) {
        return "pods " + spec.podCidr() + " of " + spec.clusterCidr() + ", services " + spec.serviceCidr();
    }
}
