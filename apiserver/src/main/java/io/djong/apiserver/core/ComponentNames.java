package io.djong.apiserver.core;

import io.djong.apiserver.authentication.User;
import java.util.Map;

/// The names by which upstream's components call themselves when they write. Over HTTP a program says it in its
/// `User-Agent`; in one process the user tells which component it is.
final class ComponentNames {
    private static final String CONTROLLERS = "system:serviceaccount:kube-system:";

    private static final Map<String, String> BY_USER = Map.of(
            "system:apiserver", "kube-apiserver",
            "system:kube-controller-manager", "kube-controller-manager",
            "system:kube-scheduler", "kube-scheduler",
            "system:kube-proxy", "kube-proxy");

    private ComponentNames() {}

    /// The component that acts as a user; "" when it is none of them.
    static String of(User user) {
        var name = user.name();
        if (name.startsWith("system:node:")) return "kubelet";
        if (name.startsWith(CONTROLLERS)) return "kube-controller-manager";
        return BY_USER.getOrDefault(name, "");
    }
}
