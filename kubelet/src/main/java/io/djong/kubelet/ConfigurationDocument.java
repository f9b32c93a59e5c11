package io.djong.kubelet;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.base.time.GoDuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A kubelet's configuration as `/configz` tells it: by the keys of upstream's
/// `KubeletConfiguration`, those that mean something here. Pure.
final class ConfigurationDocument {
    private JsonObject document = JsonObject.EMPTY;

    private ConfigurationDocument() {}

    static JsonObject of(KubeletConfig config) {
        var made = new ConfigurationDocument();
        made.server(config.server());
        made.node(config);
        made.pods(config);
        return made.document;
    }

    private void server(KubeletConfig.Server server) {
        put("enableServer", JsonBool.of(server.enabled()));
        text("address", server.address());
        number("port", server.port());
        file("tlsCertFile", server.certificateFile());
        file("tlsPrivateKeyFile", server.keyFile());
        text("healthzBindAddress", server.healthzAddress());
        number("healthzPort", server.healthzPort());
        put("enableDebuggingHandlers", JsonBool.of(server.debugging()));
        access(server.access());
    }

    private void access(KubeletConfig.Access access) {
        var clientCa = access.clientCaFile();
        var certificates = clientCa == null
                ? JsonObject.EMPTY
                : JsonObject.EMPTY.with("clientCAFile", new JsonString(clientCa.toString()));
        put(
                "authentication",
                JsonObject.EMPTY
                        .with("x509", certificates)
                        .with(
                                "webhook",
                                JsonObject.EMPTY
                                        .with("enabled", JsonBool.of(access.tokenReview()))
                                        .with("cacheTTL", goText(access.tokenLife())))
                        .with("anonymous", JsonObject.EMPTY.with("enabled", JsonBool.of(access.anonymous()))));
        put(
                "authorization",
                JsonObject.EMPTY
                        .with("mode", new JsonString(access.accessReview() ? "Webhook" : "AlwaysAllow"))
                        .with(
                                "webhook",
                                JsonObject.EMPTY
                                        .with("cacheAuthorizedTTL", goText(access.allowedLife()))
                                        .with("cacheUnauthorizedTTL", goText(access.refusedLife()))));
    }

    private void node(KubeletConfig config) {
        var node = config.node();
        put("registerNode", JsonBool.of(node.register()));
        text("providerID", node.providerId());
        duration("nodeStatusUpdateFrequency", node.statusUpdate());
        duration("nodeStatusReportFrequency", node.statusReport());
        number("nodeLeaseDurationSeconds", node.leaseSeconds());
        number("nodeStatusMaxImages", node.imagesMax());
        number("maxPods", node.maxPods());
        number("podsPerCore", node.podsPerCore());
        quantities("kubeReserved", node.kubeReserved());
        quantities("systemReserved", node.systemReserved());
        quantities("evictionHard", node.evictionHard());
        var eviction = config.eviction();
        quantities("evictionSoft", eviction.soft());
        quantities("evictionSoftGracePeriod", eviction.softGrace());
        quantities("evictionMinimumReclaim", eviction.reclaimMin());
        duration("evictionPressureTransitionPeriod", eviction.transition());
        number("evictionMaxPodGracePeriod", eviction.podGraceSecondsMax());
        var images = config.images();
        put("serializeImagePulls", JsonBool.of(images.serial()));
        number("registryPullQPS", images.pullsPerSecond());
        number("registryBurst", images.pullBurst());
        duration("imageMinimumGCAge", images.gcAgeMin());
        number("imageGCHighThresholdPercent", images.gcHighPercent());
        number("imageGCLowThresholdPercent", images.gcLowPercent());
        text("containerRuntimeEndpoint", config.runtimeEndpoint());
        text("imageServiceEndpoint", config.imageEndpoint());
    }

    private void pods(KubeletConfig config) {
        file("staticPodPath", config.folders().staticPods());
        file("podLogsDir", config.folders().podLogs());
        duration("syncFrequency", config.syncFrequency());
        duration("fileCheckFrequency", config.fileCheckFrequency());
        var dns = config.dns();
        text("clusterDomain", dns.domain());
        if (!dns.servers().isEmpty()) {
            List<JsonValue> servers =
                    dns.servers().stream().<JsonValue>map(JsonString::new).toList();
            put("clusterDNS", new JsonArray(servers));
        }
        text("resolvConf", dns.resolvConf());
        var cgroups = config.cgroups();
        text("cgroupRoot", cgroups.root());
        put("cgroupsPerQOS", JsonBool.of(cgroups.perQos()));
        text("cgroupDriver", "cgroupfs");
        put("cpuCFSQuota", JsonBool.of(cgroups.cpuQuota()));
        duration("cpuCFSQuotaPeriod", cgroups.cpuPeriod());
        number("podPidsLimit", cgroups.pidsMax());
        put("failCgroupV1", JsonBool.of(cgroups.failOnV1()));
        text("containerLogMaxSize", Long.toString(config.logs().sizeBytesMax()));
        number("containerLogMaxFiles", config.logs().filesMax());
        number("containerLogMaxWorkers", config.logs().workersMax());
        duration("containerLogMonitorInterval", config.logs().monitorInterval());
        put("seccompDefault", JsonBool.of(config.seccompDefault()));
    }

    private void put(String key, JsonValue value) {
        document = document.with(key, value);
    }

    private void text(String key, String value) {
        if (!value.isEmpty()) {
            put(key, new JsonString(value));
        }
    }

    private void file(String key, @Nullable Path value) {
        if (value != null) {
            put(key, new JsonString(value.toString()));
        }
    }

    private void number(String key, long value) {
        put(key, JsonNumber.of(value));
    }

    private void duration(String key, Duration value) {
        put(key, goText(value));
    }

    private static JsonString goText(Duration value) {
        return new JsonString(GoDuration.format(value));
    }

    private void quantities(String key, Map<String, ?> values) {
        if (values.isEmpty()) {
            return;
        }
        var members = JsonObject.EMPTY;
        for (var each : values.entrySet()) {
            members = members.with(each.getKey(), new JsonString(String.valueOf(each.getValue())));
        }
        put(key, members);
    }
}
