package io.djong.apiserver.proxy;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.EphemeralContainer;
import io.djong.api.types.core.v1.Pod;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.util.List;

/// Which container of a pod is meant.
final class ContainerChoice {
    private ContainerChoice() {}

    /// The container of this name, or the only one when no name was given.
    ///
    /// @throws ApiException 400, in upstream's words
    static String of(Pod pod, String asked) throws ApiException {
        var name = pod.metadata().name();
        var containers = pod.spec().containers().stream().map(Container::name).toList();
        var initial = pod.spec().initContainers().stream().map(Container::name).toList();
        var ephemeral = pod.spec().ephemeralContainers().stream()
                .map(EphemeralContainer::name)
                .toList();
        if (!asked.isEmpty()) {
            if (containers.contains(asked) || initial.contains(asked) || ephemeral.contains(asked)) {
                return asked;
            }
            throw Failures.badRequest("container " + asked + " is not valid for pod " + name);
        }
        var must = "a container name must be specified for pod " + name;
        return switch (containers.size()) {
            case 1 -> containers.getFirst();
            case 0 -> throw Failures.badRequest(must);
            default ->
                throw Failures.badRequest(must + ", choose one of: " + list(containers)
                        + or(" or one of the init containers: ", initial)
                        + or(" or one of the ephemeral containers: ", ephemeral));
        };
    }

    private static String or(String words, List<String> names) {
        return names.isEmpty() ? "" : words + list(names);
    }

    private static String list(List<String> names) {
        return "[" + String.join(" ", names) + "]";
    }
}
