package io.djong.api.pods;

import io.djong.api.types.core.v1.AppArmorProfile;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.SecurityContext;
import io.djong.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// AppArmor profiles as they were told before there were fields for them (KEP 24).
public final class AppArmorAnnotations {
    static final String PREFIX = "container.apparmor.security.beta.kubernetes.io/";
    static final String DEPRECATED = ": deprecated since v1.30; use the \"appArmorProfile\" field instead";
    private static final String LOCALHOST = "localhost/";
    private static final int PROFILE_NAME_MAX = 4095;

    /// A pod whose containers have the profiles that its annotations tell, and what is to be said about that.
    public record Applied(Pod pod, List<String> warnings) {}

    private AppArmorAnnotations() {}

    /// Copies what a new pod's annotations tell into fields that say nothing.
    public static Applied apply(Pod pod) {
        var spec = pod.spec();
        var annotations = pod.metadata().annotations();
        boolean windows = spec.os() != null && spec.os().name().equals("windows");
        if (windows || annotations.keySet().stream().noneMatch(key -> key.startsWith(PREFIX))) {
            return new Applied(pod, List.of());
        }
        var warnings = new ArrayList<String>(0);
        var init = applied(spec.initContainers(), spec, annotations, warnings);
        var main = applied(spec.containers(), spec, annotations, warnings);
        return new Applied(pod.withSpec(spec.withInitContainers(init).withContainers(main)), warnings);
    }

    private static List<Container> applied(
            List<Container> containers, PodSpec spec, Map<String, String> annotations, List<String> warnings) {
        var ofPod =
                spec.securityContext() == null ? null : spec.securityContext().appArmorProfile();
        var all = new ArrayList<Container>();
        for (var container : containers) {
            String key = PREFIX + container.name();
            var annotation = annotations.get(key);
            var context = container.securityContext();
            if (annotation == null || (context != null && context.appArmorProfile() != null)) {
                all.add(container);
                continue;
            }
            var told = profile(annotation);
            var profile = told != null && valid(told) ? told : null;
            boolean copied = profile != null && !Objects.equals(profile, ofPod);
            if (copied) {
                var base = context == null ? SecurityContext.EMPTY : context;
                all.add(container.withSecurityContext(base.withAppArmorProfile(profile)));
            } else {
                all.add(container);
            }
            if (copied || profile == null) {
                warnings.add(PodAnnotationWarnings.at(FieldPath.of("metadata"), key) + DEPRECATED);
            }
        }
        return all;
    }

    private static boolean valid(AppArmorProfile profile) {
        String name = profile.localhostProfile();
        return name == null || (name.equals(name.strip()) && name.length() <= PROFILE_NAME_MAX);
    }

    /// What an annotation's value means; null when it means nothing.
    static @Nullable AppArmorProfile profile(String value) {
        return switch (value) {
            case "unconfined" -> AppArmorProfile.EMPTY.withType("Unconfined");
            case "runtime/default" -> AppArmorProfile.EMPTY.withType("RuntimeDefault");
            default ->
                value.startsWith(LOCALHOST) && value.length() > LOCALHOST.length()
                        ? AppArmorProfile.EMPTY
                                .withType("Localhost")
                                .withLocalhostProfile(value.substring(LOCALHOST.length()))
                        : null;
        };
    }
}
