package io.djong.network.cni;

import io.djong.api.ip.Cidr;
import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.util.Map;
import java.util.TreeMap;

/// The list of plug-ins for a pod: `bridge` with addresses from `host-local`, then `portmap` for host ports.
/// (`loopback` is not in it: containerd runs that by itself.) Pure.
///
/// Masquerading is not left to the plug-ins, which use iptables: it is one rule of our own for all pods.
///
/// @param bridge the bridge that pods are attached to; ours is there before
/// @param podCidr addresses come from here; the first is the gateway
/// @param mtuBytes 0 for the kernel's default
/// @param leases the folder where host-local keeps who has which address
public record CniConfiguration(String bridge, Cidr podCidr, int mtuBytes, String leases) {
    /// The file's name among others: the first in order wins.
    public static final String FILE_NAME = "10-djong.conflist";

    /// The version of the specification; what Debian 12's plug-ins (1.1.1) and containerd 1.6 both speak.
    public static final String CNI_VERSION = "1.0.0";

    /// The name of the network; host-local's folder has it, too.
    public static final String NETWORK = "djong";

    /// The file's content.
    public String toJson() {
        JsonObject addresses = object(Map.of(
                "type", text("host-local"),
                "dataDir", text(leases),
                "ranges",
                        array(array(object(Map.of(
                                "subnet", text(podCidr.toString()),
                                "gateway", text(podCidr.network().plus(1).toString())))))));
        Map<String, JsonValue> attach = new TreeMap<>(Map.of(
                "type", text("bridge"),
                "bridge", text(bridge),
                "isGateway", JsonBool.TRUE,
                "isDefaultGateway", JsonBool.TRUE,
                "hairpinMode", JsonBool.TRUE,
                "ipMasq", JsonBool.FALSE,
                "ipam", addresses));
        if (mtuBytes != 0) {
            attach.put("mtu", JsonNumber.of(mtuBytes));
        }
        JsonObject ports = object(Map.of(
                "type", text("portmap"),
                "snat", JsonBool.TRUE,
                "capabilities", object(Map.of("portMappings", JsonBool.TRUE))));
        return object(Map.of(
                        "cniVersion", text(CNI_VERSION),
                        "name", text(NETWORK),
                        "plugins", array(object(attach), ports)))
                .toJson();
    }

    private static JsonObject object(Map<String, JsonValue> members) {
        return new JsonObject(members);
    }

    private static JsonArray array(JsonValue... items) {
        return JsonArray.of(items);
    }

    private static JsonString text(String value) {
        return new JsonString(value);
    }
}
