package io.djong.client.kubeconfig;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.yaml.Yaml;
import io.djong.api.yaml.YamlException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads kubeconfig files and merges them: the first file that has an entry of a name, or a current context,
/// counts. Paths in a file are relative to the file.
public final class KubeconfigFiles {
    private KubeconfigFiles() {}

    /// What `--kubeconfig` names; the file must be there.
    public static Kubeconfig read(Path file) throws KubeconfigException {
        return merge(List.of(parse(file)));
    }

    /// What applies when nothing is named: the files of `KUBECONFIG` (those that are not there are passed over),
    /// else `~/.kube/config`. Empty when there is no file.
    public static Kubeconfig readDefault(Map<String, String> environment, Path home) throws KubeconfigException {
        String listed = environment.getOrDefault("KUBECONFIG", "");
        List<Path> files = new ArrayList<>();
        if (listed.isEmpty()) {
            files.add(home.resolve(".kube").resolve("config"));
        } else {
            for (String name : listed.split(File.pathSeparator)) {
                if (!name.isEmpty()) files.add(Path.of(name));
            }
        }
        List<Kubeconfig> parsed = new ArrayList<>();
        for (Path file : files) {
            if (Files.exists(file)) parsed.add(parse(file));
        }
        return merge(parsed);
    }

    static Kubeconfig merge(List<Kubeconfig> files) {
        Map<String, Kubeconfig.Cluster> clusters = new LinkedHashMap<>();
        Map<String, Kubeconfig.User> users = new LinkedHashMap<>();
        Map<String, Kubeconfig.Context> contexts = new LinkedHashMap<>();
        String current = "";
        for (Kubeconfig file : files) {
            file.clusters().forEach(clusters::putIfAbsent);
            file.users().forEach(users::putIfAbsent);
            file.contexts().forEach(contexts::putIfAbsent);
            if (current.isEmpty()) current = file.currentContext();
        }
        return new Kubeconfig(clusters, users, contexts, current);
    }

    private static Kubeconfig parse(Path file) throws KubeconfigException {
        JsonValue read;
        try {
            read = Yaml.read(Files.readAllBytes(file)).value();
        } catch (IOException e) {
            throw new KubeconfigException("unable to read kubeconfig " + file + ": " + ReloadedFile.describe(e), e);
        } catch (YamlException e) {
            throw new KubeconfigException("kubeconfig " + file + " is no YAML: " + e.getMessage(), e);
        }
        JsonObject document = read instanceof JsonObject object ? object : JsonObject.EMPTY;
        @Nullable Path folder = file.toAbsolutePath().getParent();
        var reader = new Reader(file, folder == null ? Path.of("/") : folder);
        return new Kubeconfig(
                reader.named(document, "clusters", "cluster", reader::cluster),
                reader.named(document, "users", "user", reader::user),
                reader.named(document, "contexts", "context", reader::context),
                document.string("current-context"));
    }

    private interface Entry<T> {
        T read(JsonObject object) throws KubeconfigException;
    }

    private record Reader(Path file, Path folder) {
        <T> Map<String, T> named(JsonObject document, String list, String member, Entry<T> entry)
                throws KubeconfigException {
            Map<String, T> result = new LinkedHashMap<>();
            for (JsonValue value : document.array(list).values()) {
                if (!(value instanceof JsonObject object)) {
                    throw new KubeconfigException("kubeconfig " + file + ": an entry of " + list + " is no object");
                }
                result.putIfAbsent(object.string("name"), entry.read(object.object(member)));
            }
            return result;
        }

        Kubeconfig.Cluster cluster(JsonObject object) throws KubeconfigException {
            return new Kubeconfig.Cluster(
                    object.string("server"),
                    object.string("tls-server-name"),
                    object.get("insecure-skip-tls-verify") == JsonBool.TRUE,
                    path(object, "certificate-authority"),
                    data(object, "certificate-authority-data"),
                    object.string("proxy-url"));
        }

        Kubeconfig.Context context(JsonObject object) {
            return new Kubeconfig.Context(object.string("cluster"), object.string("user"), object.string("namespace"));
        }

        Kubeconfig.User user(JsonObject object) throws KubeconfigException {
            Map<String, List<String>> extra = new LinkedHashMap<>();
            object.object("as-user-extra").members().forEach((key, value) -> extra.put(key, strings(value)));
            String plugin = object.object("exec").string("command");
            if (plugin.isEmpty()) plugin = object.object("auth-provider").string("name");
            JsonValue groups = object.get("as-groups");
            return new Kubeconfig.User(
                    path(object, "client-certificate"),
                    data(object, "client-certificate-data"),
                    path(object, "client-key"),
                    data(object, "client-key-data"),
                    object.string("token"),
                    path(object, "tokenFile"),
                    object.string("username"),
                    object.string("password"),
                    object.string("as"),
                    object.string("as-uid"),
                    groups == null ? List.of() : strings(groups),
                    extra,
                    plugin);
        }

        private static List<String> strings(JsonValue value) {
            List<String> result = new ArrayList<>();
            if (value instanceof JsonArray array) {
                for (JsonValue item : array.values()) {
                    if (item instanceof JsonString(String text)) result.add(text);
                }
            }
            return result;
        }

        private @Nullable Path path(JsonObject object, String name) {
            String text = object.string(name);
            return text.isEmpty() ? null : folder.resolve(text);
        }

        private String data(JsonObject object, String name) throws KubeconfigException {
            String text = object.string(name);
            try {
                return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new KubeconfigException("kubeconfig " + file + ": " + name + " is no base64", e);
            }
        }
    }
}
