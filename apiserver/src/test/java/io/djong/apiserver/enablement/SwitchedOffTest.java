package io.djong.apiserver.enablement;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.Resource;
import io.djong.api.types.Types;
import io.djong.api.types.coordination.v1.CoordinationV1;
import io.djong.api.types.coordination.v1.Lease;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Service;
import io.djong.apiserver.server.ApiServerConfig;
import io.djong.apiserver.server.VirtualServer;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each version of each group switched off in turn: the server starts and serves the rest.
class SwitchedOffTest {
    static Stream<String> versions() {
        return Types.resources().stream()
                .filter(Resource::onByDefault)
                .map(resource -> new GroupVersion(resource.group(), resource.version()).toString())
                .distinct()
                .sorted();
    }

    private static ApiEnablement without(String version) {
        return ApiEnablement.defaults()
                .withUnenforced(true)
                .withRuntimeConfig(new TreeMap<>(Map.of(version.equals("v1") ? "/v1" : version, "false")));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theRestIsServed(String version) throws Exception {
        VirtualServer.run(ApiServerConfig.inProcess().withEnablement(without(version)), server -> {
            var client = server.admin();
            var lease = VirtualServer.object(Lease.TYPE, "{\"metadata\":{\"name\":\"l\",\"namespace\":\"default\"}}");
            if (!version.equals("coordination.k8s.io/v1")) {
                client.of(CoordinationV1.LEASES).create(lease);
            }
            if (!version.equals("v1")) {
                var service = VirtualServer.object(
                        Service.TYPE,
                        "{\"metadata\":{\"name\":\"s\",\"namespace\":\"default\"},"
                                + "\"spec\":{\"ports\":[{\"port\":80}]}}");
                assertThat(client.of(CoreV1.SERVICES).create(service).spec().clusterIP())
                        .as("addresses are given though nobody can read them as objects")
                        .isNotEmpty();
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "flowcontrol.apiserver.k8s.io/v1=false, flowcontrol.apiserver.k8s.io/v1=false",
        "api/ga=false,                          api/ga=false",
        "api/all=false;apps/v1=true,            api/all=false",
        "api/all=false;api/ga=true,             ''",
        "flowcontrol.apiserver.k8s.io/v1=true;api/ga=false, ''",
    })
    void flowControlStaysOn(String config, String named) {
        var values = new TreeMap<String, String>();
        for (String pair : config.split(";")) {
            values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        assertThat(ApiEnablement.defaults().withRuntimeConfig(values).problem())
                .isEqualTo(
                        named.isEmpty()
                                ? null
                                : "--runtime-config=" + named + " conflicts with --enable-priority-and-fairness=true");
    }
}
