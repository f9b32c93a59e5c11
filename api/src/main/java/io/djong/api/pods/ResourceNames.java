package io.djong.api.pods;

import io.djong.api.quantity.Quantity;
import io.djong.api.quantity.QuantityException;
import io.djong.api.validation.LabelNames;
import java.util.Set;

/// Which names of resources mean what.
public final class ResourceNames {
    /// Prefix of huge pages; the page's size follows.
    public static final String HUGE_PAGES = "hugepages-";

    private static final Set<String> CONTAINER = Set.of("cpu", "memory", "ephemeral-storage");
    private static final Set<String> COUNTED = Set.of(
            "pods",
            "resourcequotas",
            "services",
            "replicationcontrollers",
            "secrets",
            "configmaps",
            "persistentvolumeclaims",
            "services.nodeports",
            "services.loadbalancers");
    private static final Set<String> COMPUTE_QUOTA = Set.of(
            "requests.cpu",
            "requests.memory",
            "requests.ephemeral-storage",
            "limits.cpu",
            "limits.memory",
            "limits.ephemeral-storage",
            "requests.storage");

    private ResourceNames() {}

    /// Kubernetes' own: without a domain, or in `kubernetes.io`.
    public static boolean isNative(String name) {
        return name.indexOf('/') < 0 || name.contains("kubernetes.io/");
    }

    /// Huge pages of some size.
    public static boolean isHugePages(String name) {
        return name.startsWith(HUGE_PAGES);
    }

    private static boolean isQuotaHugePages(String name) {
        return isHugePages(name) || name.startsWith("requests." + HUGE_PAGES);
    }

    /// Whether limits may be above requests.
    public static boolean mayOvercommit(String name) {
        return isNative(name) && !isHugePages(name);
    }

    /// A device or another resource that a vendor named.
    public static boolean isExtended(String name) {
        return !isNative(name)
                && !name.startsWith("requests.")
                && LabelNames.key("requests." + name).isEmpty();
    }

    /// Counted in whole numbers.
    public static boolean isInteger(String name) {
        return COUNTED.contains(name) || isExtended(name);
    }

    /// A name without a domain that means something somewhere.
    public static boolean isStandard(String name) {
        return CONTAINER.contains(name)
                || COUNTED.contains(name)
                || COMPUTE_QUOTA.contains(name)
                || name.equals("storage")
                || isQuotaHugePages(name);
    }

    /// A name without a domain that a container may ask for.
    public static boolean isStandardForContainers(String name) {
        return CONTAINER.contains(name) || isHugePages(name);
    }

    /// A name without a domain that a quota may limit.
    public static boolean isStandardForQuota(String name) {
        return CONTAINER.contains(name)
                || COUNTED.contains(name)
                || COMPUTE_QUOTA.contains(name)
                || isQuotaHugePages(name);
    }

    /// What a pod as a whole may ask for.
    public static boolean isPodLevel(String name) {
        return name.equals("cpu") || name.equals("memory") || isHugePages(name);
    }

    /// Whether an amount of huge pages is a multiple of their size.
    public static boolean isWholePages(String name, Quantity amount) {
        try {
            var size = Quantity.parse(name.substring(HUGE_PAGES.length()));
            return size.sign() > 0 && size.milliValue() % 1000 == 0 && amount.value() % size.value() == 0;
        } catch (QuantityException e) {
            return false;
        }
    }
}
