package io.djong.kubelet.resources;

import io.djong.api.pods.ResourceNames;
import io.djong.api.quantity.Quantity;
import io.djong.api.quantity.QuantityException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Huge pages by the kernel's names of their sizes.
final class HugePages {
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};

    private HugePages() {}

    /// `2MB` for 2097152.
    static String kernelName(long sizeBytes) {
        long size = sizeBytes;
        int unit = 0;
        while (size >= 1024 && size % 1024 == 0 && unit + 1 < UNITS.length) {
            size /= 1024;
            unit++;
        }
        return size + UNITS[unit];
    }

    /// How many bytes of each size of page these amounts hold; a resource whose size is no number is left out.
    static SortedMap<String, Long> bytesBySize(Map<String, Quantity> amounts) {
        SortedMap<String, Long> found = new TreeMap<>();
        amounts.forEach((name, amount) -> {
            if (ResourceNames.isHugePages(name)) {
                try {
                    long size = Quantity.parse(name.substring(ResourceNames.HUGE_PAGES.length()))
                            .value();
                    found.merge(kernelName(size), amount.value(), Long::sum);
                } catch (QuantityException e) {
                    // validation lets no such name through; what it asks for is no size of page
                }
            }
        });
        return found;
    }
}
