package io.djong.api.validation.core;

import io.djong.api.json.GoQuote;
import io.djong.api.types.core.v1.AppArmorProfile;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.SeccompProfile;
import io.djong.api.types.core.v1.SecurityContext;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Annotations of pods that mean something to the cluster.
final class PodAnnotationRules {
    static final String MIRROR = "kubernetes.io/config.mirror";

    private static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
    private static final String SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
    private static final String SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";
    private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
    private static final String SECCOMP_TYPE = "seccomp type in annotation and field must match";
    private static final String APP_ARMOR_TYPE = "apparmor type in annotation and field must match";

    private PodAnnotationRules() {}

    /// @param anyCost whether the cost of deletion may be no number
    static void check(
            FieldErrors errors, FieldPath path, Map<String, String> annotations, PodSpec spec, boolean anyCost) {
        if (annotations.isEmpty()) {
            return;
        }
        String mirror = annotations.get(MIRROR);
        if (mirror != null && spec.nodeName().isEmpty()) {
            errors.invalid(path.key(MIRROR), mirror, "must set spec.nodeName if mirror pod annotation is set");
        }
        String cost = annotations.get(DELETION_COST);
        if (cost != null && !anyCost && !isCost(cost)) {
            errors.invalid(path.key(DELETION_COST), cost, "must be a 32bit integer");
        }
        String seccomp = annotations.get(SECCOMP_POD);
        if (seccomp != null) {
            seccomp(errors, path.child(SECCOMP_POD), seccomp);
        }
        for (var annotation : annotations.entrySet()) {
            if (annotation.getKey().startsWith(SECCOMP_CONTAINER)) {
                seccomp(errors, path.child(annotation.getKey()), annotation.getValue());
            }
        }
        for (var annotation : annotations.entrySet()) {
            if (annotation.getKey().startsWith(APP_ARMOR)) {
                appArmor(errors, path, annotation.getKey(), annotation.getValue(), spec);
            }
        }
    }

    /// Whether a cost of deletion is a number: no plus, no leading zeros unless after a minus.
    private static boolean isCost(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative ? text.substring(1) : text;
        boolean zeros = digits.startsWith("0") && !negative && !digits.equals("0");
        if (digits.isEmpty() || zeros || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        return new BigInteger(text).bitLength() < Integer.SIZE;
    }

    static boolean hasWrongCost(Map<String, String> annotations) {
        String cost = annotations.get(DELETION_COST);
        return cost != null && !isCost(cost);
    }

    private static void seccomp(FieldErrors errors, FieldPath path, String profile) {
        if (profile.startsWith("localhost/")) {
            PathRules.descending(errors, path, profile.substring("localhost/".length()));
        } else if (!profile.equals("runtime/default")
                && !profile.equals("docker/default")
                && !profile.equals("unconfined")) {
            errors.invalid(path, profile, "must be a valid seccomp profile");
        }
    }

    private static void appArmor(FieldErrors errors, FieldPath path, String key, String profile, PodSpec spec) {
        String container = key.substring(APP_ARMOR.length());
        if (!hasContainer(spec, container)) {
            errors.invalid(path.key(key), container, "container not found");
        }
        if (!profile.isEmpty()
                && !profile.equals("runtime/default")
                && !profile.equals("unconfined")
                && !profile.startsWith("localhost/")) {
            errors.invalid(path.key(key), profile, "invalid AppArmor profile name: " + GoQuote.quote(profile));
        }
    }

    private static boolean hasContainer(PodSpec spec, String name) {
        for (var container : spec.initContainers()) {
            if (container.name().equals(name)) {
                return true;
            }
        }
        for (var container : spec.containers()) {
            if (container.name().equals(name)) {
                return true;
            }
        }
        for (var container : spec.ephemeralContainers()) {
            if (container.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    static void update(FieldErrors errors, FieldPath path, Map<String, String> now, Map<String, String> before) {
        for (var old : before.entrySet()) {
            String key = old.getKey();
            if (!old.getValue().equals(now.get(key))) {
                if (key.startsWith(APP_ARMOR)) {
                    errors.forbidden(path.key(key), "may not remove or update AppArmor annotations");
                }
                if (key.equals(MIRROR)) {
                    errors.forbidden(path.key(key), "may not remove or update mirror pod annotation");
                }
            }
        }
        for (String key : now.keySet()) {
            if (!before.containsKey(key)) {
                if (key.startsWith(APP_ARMOR)) {
                    errors.forbidden(path.key(key), "may not add AppArmor annotations");
                }
                if (key.equals(MIRROR)) {
                    errors.forbidden(path.key(key), "may not add mirror pod annotation");
                }
            }
        }
    }

    /// Annotations and fields for one thing must say the same.
    static void matchFields(FieldErrors errors, FieldPath path, ObjectMeta meta, PodSpec spec) {
        var annotations = meta.annotations();
        if (annotations.isEmpty()) {
            return;
        }
        var context = spec.securityContext();
        var ofPod = context == null ? null : context.seccompProfile();
        String annotation = annotations.get(SECCOMP_POD);
        if (ofPod != null && annotation != null) {
            seccompMatch(errors, path.child("securityContext", "seccompProfile"), annotation, ofPod);
        }
        eachContainer(spec, path, (at, name, security) -> {
            var own = security == null ? null : security.seccompProfile();
            String ofContainer = annotations.get(SECCOMP_CONTAINER + name);
            if (own != null && ofContainer != null) {
                seccompMatch(errors, at.child("securityContext", "seccompProfile"), ofContainer, own);
            }
        });
        var os = spec.os();
        if (os != null && os.name().equals("windows")) {
            return;
        }
        var armor = context == null ? null : context.appArmorProfile();
        eachContainer(spec, path, (at, name, security) -> {
            var own = security == null ? null : security.appArmorProfile();
            var profile = own == null ? armor : own;
            String ofContainer = annotations.get(APP_ARMOR + name);
            if (profile != null && ofContainer != null) {
                armorMatch(errors, at.child("securityContext", "appArmorProfile"), ofContainer, profile);
            }
        });
    }

    private static void seccompMatch(FieldErrors errors, FieldPath path, String annotation, SeccompProfile field) {
        boolean same = switch (field.type()) {
            case "Unconfined" -> annotation.equals("unconfined");
            case "RuntimeDefault" -> annotation.equals("runtime/default") || annotation.equals("docker/default");
            case "Localhost" -> annotation.startsWith("localhost/");
            default -> true;
        };
        if (!same) {
            errors.forbidden(path.child("type"), SECCOMP_TYPE);
        } else if (field.type().equals("Localhost") && !annotation.equals("localhost/" + field.localhostProfile())) {
            errors.forbidden(path.child("localhostProfile"), "seccomp profile in annotation and field must match");
        }
    }

    private static void armorMatch(FieldErrors errors, FieldPath path, String annotation, AppArmorProfile field) {
        boolean same = switch (field.type()) {
            case "Unconfined" -> annotation.equals("unconfined");
            case "RuntimeDefault" -> annotation.equals("runtime/default");
            case "Localhost" -> annotation.startsWith("localhost/");
            default -> true;
        };
        if (!same) {
            errors.forbidden(path.child("type"), APP_ARMOR_TYPE);
        } else if (field.type().equals("Localhost") && !annotation.equals("localhost/" + field.localhostProfile())) {
            errors.forbidden(path.child("localhostProfile"), "apparmor profile in annotation and field must match");
        }
    }

    private interface ContainerVisit {
        void visit(FieldPath at, String name, @Nullable SecurityContext security);
    }

    private static void eachContainer(PodSpec spec, FieldPath path, ContainerVisit visit) {
        each(spec.initContainers(), path.child("initContainers"), visit);
        each(spec.containers(), path.child("containers"), visit);
        for (int i = 0; i < spec.ephemeralContainers().size(); i++) {
            var container = spec.ephemeralContainers().get(i);
            visit.visit(path.child("ephemeralContainers").index(i), container.name(), container.securityContext());
        }
    }

    private static void each(List<Container> containers, FieldPath path, ContainerVisit visit) {
        for (int i = 0; i < containers.size(); i++) {
            visit.visit(
                    path.index(i), containers.get(i).name(), containers.get(i).securityContext());
        }
    }
}
