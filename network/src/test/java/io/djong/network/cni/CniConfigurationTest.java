package io.djong.network.cni;

import static io.djong.network.Literals.cidr;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CniConfigurationTest {
    @Test
    void listsBridgeAndPortmap() {
        assertThat(new CniConfiguration("djong0", cidr("10.42.3.0/24"), 1450, "/var/lib/djong/cni").toJson())
                .isEqualTo("{\"cniVersion\":\"1.0.0\",\"name\":\"djong\",\"plugins\":[{\"bridge\":\"djong0\","
                        + "\"hairpinMode\":true,\"ipMasq\":false,\"ipam\":{\"dataDir\":\"/var/lib/djong/cni\","
                        + "\"ranges\":[[{\"gateway\":\"10.42.3.1\",\"subnet\":\"10.42.3.0/24\"}]],"
                        + "\"type\":\"host-local\"},\"isDefaultGateway\":true,"
                        + "\"isGateway\":true,\"mtu\":1450,\"type\":\"bridge\"},{\"capabilities\":"
                        + "{\"portMappings\":true},\"snat\":true,\"type\":\"portmap\"}]}");
    }
}
