package io.djong.scheduler.process;

import io.djong.api.json.JsonObject;
import io.djong.api.yaml.Yaml;
import io.djong.api.yaml.YamlException;
import io.djong.client.process.Connection;
import io.djong.client.remote.ClientConfig;
import io.djong.client.serving.SettingsException;
import io.djong.scheduler.SchedulerConfig;
import io.djong.scheduler.profile.ProfileConfig;
import io.djong.scheduler.queue.QueueOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a `KubeSchedulerConfiguration` (`kubescheduler.config.k8s.io/v1`) says: strictly read, and refused where it
/// asks for what is not built.
///
/// @param config of the scheduler
/// @param connection to the API server; the file cannot name a master
record SchedulerConfigFile(SchedulerConfig config, Connection connection) {
    private static final String API_VERSION = "kubescheduler.config.k8s.io/v1";
    private static final String KIND = "KubeSchedulerConfiguration";
    private static final int PARALLELISM = 16;

    /// @throws SettingsException that says all that is wrong
    static SchedulerConfigFile read(Path file) throws SettingsException {
        try {
            return read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new SettingsException("--config: " + file + " cannot be read", e);
        }
    }

    static SchedulerConfigFile read(byte[] yaml) throws SettingsException {
        Yaml.Document document;
        try {
            document = Yaml.read(yaml);
        } catch (YamlException e) {
            throw new SettingsException("--config: no YAML: " + e.getMessage(), e);
        }
        if (!(document.value() instanceof JsonObject object)) {
            throw new SettingsException("--config: must be an object of kind " + KIND, null);
        }
        var root = ConfigTree.root(object);
        root.problems().addAll(document.duplicates());
        var read = read(root);
        if (!root.problems().isEmpty()) {
            throw new SettingsException("--config: " + String.join("; ", root.problems()), null);
        }
        return read;
    }

    private static SchedulerConfigFile read(ConfigTree root) {
        root.allow(
                "apiVersion",
                "kind",
                "parallelism",
                "leaderElection",
                "clientConnection",
                "enableProfiling",
                "enableContentionProfiling",
                "percentageOfNodesToScore",
                "podInitialBackoffSeconds",
                "podMaxBackoffSeconds",
                "profiles",
                "extenders",
                "delayCacheUntilActive");
        if (!root.text("apiVersion", "").equals(API_VERSION)
                || !root.text("kind", "").equals(KIND)) {
            root.problems().add("must be of apiVersion " + API_VERSION + " and kind " + KIND);
        }
        refuseUnbuilt(root);
        var connection = root.inner("clientConnection");
        connection.allow("kubeconfig", "acceptContentTypes", "contentType", "qps", "burst");
        String contentType = connection.text("contentType", ClientConfig.PROTOBUF);
        if (!contentType.equals(ClientConfig.PROTOBUF) && !contentType.equals(ClientConfig.JSON)) {
            connection.wrong("contentType", "must be " + ClientConfig.PROTOBUF + " or " + ClientConfig.JSON);
        }
        long initial = root.whole("podInitialBackoffSeconds", 1, Integer.MAX_VALUE, 1);
        long most = root.whole("podMaxBackoffSeconds", 1, Integer.MAX_VALUE, 10);
        if (most < initial)
            root.wrong("podMaxBackoffSeconds", "must be greater than or equal to PodInitialBackoffSeconds");
        var queue = new QueueOptions(
                Duration.ofSeconds(initial), Duration.ofSeconds(most), QueueOptions.DEFAULT.unschedulableMax());
        var config =
                new SchedulerConfig(profiles(root), (int) root.whole("percentageOfNodesToScore", 0, 100, 0), queue, "");
        return new SchedulerConfigFile(
                config,
                new Connection(connection.text("kubeconfig", ""), "", contentType, connection.number("qps", 50), (int)
                        connection.whole("burst", 1, Integer.MAX_VALUE, 100)));
    }

    private static void refuseUnbuilt(ConfigTree root) {
        if (root.whole("parallelism", 1, Integer.MAX_VALUE, PARALLELISM) != PARALLELISM) {
            root.wrong("parallelism", "is not built: one pod is decided on at a time");
        }
        if (root.inner("leaderElection").flag("leaderElect")) {
            root.wrong("leaderElection.leaderElect", "must be false: leader election is not built yet");
        }
        for (String name : List.of("enableProfiling", "enableContentionProfiling", "delayCacheUntilActive")) {
            if (root.flag(name)) root.wrong(name, "must be false: it is not built");
        }
        if (!root.all("extenders").isEmpty()) root.wrong("extenders", "are not built yet");
    }

    private static List<ProfileConfig> profiles(ConfigTree root) {
        List<ProfileConfig> profiles = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ConfigTree tree : root.all("profiles")) {
            var profile = new ProfileReader(tree).read();
            if (names.contains(profile.schedulerName())) {
                tree.wrong("schedulerName", "there are two profiles for " + profile.schedulerName());
                continue;
            }
            names.add(profile.schedulerName());
            profiles.add(profile);
        }
        return profiles.isEmpty() ? List.of(ProfileConfig.DEFAULT) : profiles;
    }
}
