package io.djong.apiserver.updates;

import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Another text that is as valid as one: the next word of an enumeration, the next address, the next name.
final class Alternatives {
    /// In each line, every word may stand where the one before stands.
    private static final List<String> WORDS = List.of(
            "TCP UDP",
            "Always Never",
            "OnFailure Never",
            "OnRootMismatch Always",
            "NoSchedule NoExecute",
            "In NotIn",
            "Exists DoesNotExist",
            "Filesystem Block",
            "ReadWriteOnce ReadOnlyMany",
            "Retain Delete",
            "Recycle Retain",
            "Immediate WaitForFirstConsumer",
            "Cluster Local",
            "SingleStack PreferDualStack",
            "RequireDualStack SingleStack",
            "ClientIP None",
            "ClusterFirst Default",
            "IPv4 IPv6",
            "Ignore Fail",
            "Equivalent Exact",
            "Parallel OrderedReady",
            "RollingUpdate OnDelete",
            "ClusterIP NodePort",
            "LoadBalancer NodePort",
            "ExternalName ClusterIP",
            "Allow Forbid",
            "Replace Allow",
            "Indexed NonIndexed",
            "True False",
            "Running Succeeded",
            "Pending Running",
            "Bound Released",
            "Active Terminating",
            "AlwaysAllow IfHealthyBudget",
            "RuntimeDefault Unconfined",
            "DirectoryOrCreate Directory",
            "Honor Ignore",
            "DoNotSchedule ScheduleAnyway",
            "Prefix Exact",
            "PreemptLowerPriority Never",
            "HTTP HTTPS",
            "File FallbackToLogsOnError",
            "HostToContainer None",
            "Namespaced Cluster",
            "Merge Strict",
            "NotRequired RestartContainer",
            "linux windows",
            "Persistent Ephemeral",
            "Opaque example.com/t",
            "Limited Exempt",
            "Queue Reject",
            "ExactCount All",
            "FromClaim FromClass",
            "PodGroup Pod");
    private static final Map<String, String> NEXT = next();
    private static final Pattern ADDRESS = Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.)(\\d+)(/\\d+)?");
    private static final Pattern QUANTITY = Pattern.compile("(\\d+)(m|[KMGT]i?|%)?");
    private static final Set<String> BYTES = Set.of("caBundle", "request", "certificate", "k", "bin", "pkixPublicKey");

    private Alternatives() {}

    private static Map<String, String> next() {
        var words = new HashMap<String, String>();
        for (var line : WORDS) {
            var pair = line.split(" ");
            words.put(pair[0], pair[1]);
            words.putIfAbsent(pair[1], pair[0]);
        }
        return words;
    }

    /// @param name of the field
    static JsonValue other(String name, String text) {
        return new JsonString(otherText(name, text));
    }

    private static String otherText(String name, String text) {
        var word = NEXT.get(text);
        if (word != null) {
            return word;
        }
        var address = ADDRESS.matcher(text);
        if (address.matches()) {
            var rest = address.group(3) == null ? "" : address.group(3);
            return address.group(1) + (Integer.parseInt(address.group(2)) + 1) % 256 + rest;
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z")) {
            return (Integer.parseInt(text.substring(0, 4)) + 1) + text.substring(4);
        }
        if (text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return "99999999-2222-3333-4444-555555555555";
        }
        if (BYTES.contains(name) && text.length() % 4 == 0) {
            return "Y2hhbmdlZA==";
        }
        var counted = counted(text, 1);
        return counted == null ? text + "x" : counted;
    }

    /// The quantity that is one more or less; null when the text is none, or would be negative.
    static @Nullable String counted(String text, int by) {
        var quantity = QUANTITY.matcher(text);
        if (!quantity.matches() || text.length() > 9 || Integer.parseInt(quantity.group(1)) + by < 0) {
            return null;
        }
        return Integer.parseInt(quantity.group(1)) + by + (quantity.group(2) == null ? "" : quantity.group(2));
    }
}
