package io.djong.apiserver.authentication;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An authenticated (or anonymous) caller, as `user.Info` upstream.
///
/// @param uid "" when the authenticator knows none
/// @param extra further facts by lower-case key, for example `authentication.kubernetes.io/pod-name`
public record User(String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    /// Name of requests without credentials.
    public static final String ANONYMOUS_NAME = "system:anonymous";
    /// Group of everybody who presented valid credentials.
    public static final String AUTHENTICATED_GROUP = "system:authenticated";
    /// Group of those who did not.
    public static final String UNAUTHENTICATED_GROUP = "system:unauthenticated";
    /// Group that is authorised for everything.
    public static final String MASTERS_GROUP = "system:masters";

    /// Group of the kubelets of nodes.
    public static final String NODES_GROUP = "system:nodes";

    private static final String NODE_PREFIX = "system:node:";

    /// The caller that presented nothing.
    public static final User ANONYMOUS = new User(ANONYMOUS_NAME, "", List.of(UNAUTHENTICATED_GROUP), Map.of());

    /// The server itself, where it writes on its own account.
    public static final User SERVER = new User("system:apiserver", "", List.of(MASTERS_GROUP), Map.of());

    public User {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }

    /// A caller without uid and extra.
    public static User of(String name, String... groups) {
        return new User(name, "", List.of(groups), Map.of());
    }

    /// A service account with the groups that upstream's authenticator gives it.
    public static User serviceAccount(String namespace, String name) {
        return of(
                "system:serviceaccount:" + namespace + ":" + name,
                "system:serviceaccounts",
                "system:serviceaccounts:" + namespace,
                AUTHENTICATED_GROUP);
    }

    /// The name of the node whose kubelet this is, which may be ""; null for everybody else.
    public @Nullable String nodeName() {
        return name.startsWith(NODE_PREFIX) && groups.contains(NODES_GROUP)
                ? name.substring(NODE_PREFIX.length())
                : null;
    }

    /// This user as a member of `system:authenticated`, the group added after authentication; unchanged
    /// for members and the anonymous user.
    public User authenticated() {
        if (groups.contains(AUTHENTICATED_GROUP) || groups.contains(UNAUTHENTICATED_GROUP)) {
            return this;
        }
        var all = new ArrayList<>(groups);
        all.add(AUTHENTICATED_GROUP);
        return new User(name, uid, all, extra);
    }
}
