package io.djong.client.kubeconfig;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A kubeconfig, read and merged: entries by name, in their order.
///
/// @param currentContext the context that counts when none is named, "" for none
public record Kubeconfig(
        Map<String, Cluster> clusters, Map<String, User> users, Map<String, Context> contexts, String currentContext) {
    /// Nothing in it.
    public static final Kubeconfig EMPTY = new Kubeconfig(Map.of(), Map.of(), Map.of(), "");

    /// A server.
    ///
    /// @param server its URL
    /// @param tlsServerName what its certificate must name instead of its host, "" for the host
    /// @param insecure do not verify it
    /// @param authorityFile PEM, null for none
    /// @param authorityData PEM, "" for none; counts before the file
    /// @param proxyUrl "" for none
    public record Cluster(
            String server,
            String tlsServerName,
            boolean insecure,
            @Nullable Path authorityFile,
            String authorityData,
            String proxyUrl) {}

    /// Who one is.
    ///
    /// @param certificateData PEM, "" for none; counts before the file, as do `keyData` and `token` before theirs
    /// @param impersonate whom to act as, "" for nobody
    /// @param plugin the command of an exec plug-in or the name of an auth provider, "" for none
    public record User(
            @Nullable Path certificateFile,
            String certificateData,
            @Nullable Path keyFile,
            String keyData,
            String token,
            @Nullable Path tokenFile,
            String username,
            String password,
            String impersonate,
            String impersonateUid,
            List<String> impersonateGroups,
            Map<String, List<String>> impersonateExtra,
            String plugin) {
        /// Nobody.
        public static final User NOBODY =
                new User(null, "", null, "", "", null, "", "", "", "", List.of(), Map.of(), "");
    }

    /// A user at a cluster.
    ///
    /// @param namespace where one works when nothing else is said, "" for `default`
    public record Context(String cluster, String user, String namespace) {}

    /// The context of this name, the current one for "".
    ///
    /// @throws KubeconfigException when there is none, or the cluster or user that it names is not there
    public Context context(String name) throws KubeconfigException {
        String wanted = name.isEmpty() ? currentContext : name;
        if (wanted.isEmpty()) throw new KubeconfigException("the kubeconfig has no current context");
        Context context = contexts.get(wanted);
        if (context == null) throw new KubeconfigException("context \"" + wanted + "\" does not exist");
        return context;
    }

    /// The cluster of a context.
    ///
    /// @throws KubeconfigException when there is none of that name, or it has no server
    public Cluster cluster(Context context) throws KubeconfigException {
        Cluster cluster = clusters.get(context.cluster());
        if (cluster == null) throw new KubeconfigException("cluster \"" + context.cluster() + "\" does not exist");
        if (cluster.server().isEmpty()) {
            throw new KubeconfigException("cluster has no server defined: \"" + context.cluster() + "\"");
        }
        return cluster;
    }

    /// The user of a context; nobody when it names none.
    ///
    /// @throws KubeconfigException when there is none of that name
    public User user(Context context) throws KubeconfigException {
        if (context.user().isEmpty()) return User.NOBODY;
        User user = users.get(context.user());
        if (user == null) throw new KubeconfigException("auth info \"" + context.user() + "\" does not exist");
        return user;
    }
}
